"""Uses the client that openapi-python-client makes. Argument: the address of the server."""
import sys

from openapi_python_client_of_ours import AuthenticatedClient
from openapi_python_client_of_ours.api.agent_maintenance_tasks import (
    batch_create_agent_invocations,
    batch_query_agent_statuses,
    list_agent_invocations,
)
from openapi_python_client_of_ours.models import (
    AcceptedItem,
    BatchCreateRequest,
    InvocationType,
    Origin,
    RefusedItem,
    StatusRequest,
    VersionType,
)

client = AuthenticatedClient(
    base_url=sys.argv[1], token="demo-token", prefix="", auth_header_name="X-Auth-Token"
)
created = batch_create_agent_invocations.sync(
    "demo",
    client=client,
    body=BatchCreateRequest(
        invocation_type=InvocationType.INSTALL,
        instance_ids=["instancexxx001", "current-001"],
        version="2.7.5.1",
        version_type=VersionType.BASIC_VERSION,
        origin=Origin.CES,
    ),
)
accepted, refused = created.invocations
assert isinstance(accepted, AcceptedItem), accepted
assert isinstance(refused, RefusedItem) and refused.error_code == "invocationmgr.0030", refused
page = list_agent_invocations.sync("demo", client=client, invocation_id=accepted.invocation_id)
assert page.count == 1 and page.invocations[0].target_version == "2.7.5.1", page
states = batch_query_agent_statuses.sync(
    "demo", client=client, body=StatusRequest(instance_ids=["current-001"])
)
assert states.agent_status[0].instance_id == "current-001", states
