"""Uses the client that openapi-generator makes for Python. Argument: the address of the server."""
import sys

import openapi_client
from openapi_client import (
    AgentMaintenanceTasksApi,
    BatchCreateRequest,
    InvocationType,
    Origin,
    StatusRequest,
    VersionType,
)

configuration = openapi_client.Configuration(host=sys.argv[1])
with openapi_client.ApiClient(configuration, "X-Auth-Token", "demo-token") as client:
    api = AgentMaintenanceTasksApi(client)
    created = api.batch_create_agent_invocations(
        "demo",
        BatchCreateRequest(
            invocation_type=InvocationType.INSTALL,
            instance_ids=["instancexxx001", "current-001"],
            version="2.7.5.1",
            version_type=VersionType.BASIC_VERSION,
            origin=Origin.CES,
        ),
    )
    accepted, refused = (item.actual_instance for item in created.invocations)
    assert accepted.invocation_id, accepted
    assert refused.error_code == "invocationmgr.0030", refused
    page = api.list_agent_invocations("demo", invocation_id=accepted.invocation_id)
    assert page.count == 1 and page.invocations[0].target_version == "2.7.5.1", page
    states = api.batch_query_agent_statuses("demo", StatusRequest(instance_ids=["current-001"]))
    assert states.agent_status[0].instance_id == "current-001", states
