import { AgentMaintenanceTasksApi, Configuration } from './index';
import type { BatchCreateRequest } from './index';

const request: BatchCreateRequest = {
    invocation_type: 'UPDATE',
    instance_ids: ['a'],
    version: '2.7.5.1',
    version_type: 'BASIC_VERSION',
    origin: 'CES',
};

export async function create(basePath: string): Promise<string[]> {
    const api = new AgentMaintenanceTasksApi(new Configuration({ basePath }));
    const response = await api.batchCreateAgentInvocations('demo', request, { headers: { 'X-Auth-Token': 'demo-token' } });
    return response.data.invocations.map((item) =>
        item.ret_status === 'successful' ? item.invocation_id : item.error_code,
    );
}
