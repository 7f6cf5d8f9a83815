import { AgentMaintenanceTasksApi, Configuration } from './index';
import type { BatchCreateRequest, BatchCreateResponse } from './index';

const request: BatchCreateRequest = {
    invocationType: 'UPDATE',
    instanceIds: ['a'],
    version: '2.7.5.1',
    versionType: 'BASIC_VERSION',
    origin: 'CES',
};

export async function create(basePath: string): Promise<string[]> {
    const api = new AgentMaintenanceTasksApi(new Configuration({ basePath, headers: { 'X-Auth-Token': 'demo-token' } }));
    const response: BatchCreateResponse = await api.batchCreateAgentInvocations({
        projectId: 'demo',
        batchCreateRequest: request,
    });
    return response.invocations.map((item) => (item.retStatus === 'successful' ? item.invocationId : item.errorCode));
}
