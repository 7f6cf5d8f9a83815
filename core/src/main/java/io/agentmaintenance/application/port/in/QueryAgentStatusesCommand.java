package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TextForm;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw query for the states of agents. The texts are unchecked; every one may be null, and lists may hold nulls; lists are
 * copied. All bounds are documented.
 *
 * @param projectId the project
 * @param instanceIds the instances, 1 to 2,000
 * @param uniagentStatus none, running, silent or unknown, or null for all
 * @param extensionName telescope, or null, which means telescope
 * @param extensionStatus none, running, stopped, fault or unknown, or null for all
 */
@SuppressWarnings("exports") // The constraint annotations are of no use to a caller.
public record QueryAgentStatusesCommand(
        ProjectId projectId,

        @NotNull(message = "is required: 1 to 2000 IDs") @ElementsHaveForm(value = TextForm.INSTANCE_ID, min = 1, max = AgentStatusQuery.MAX_INSTANCES)
        @Nullable List<@Nullable String> instanceIds,

        @OneOf({"none", "running", "silent", "unknown"}) @Nullable String uniagentStatus,

        @OneOf(CreateInvocationsCommand.TARGET) @Nullable String extensionName,

        @OneOf({"none", "running", "stopped", "fault", "unknown"}) @Nullable String extensionStatus) {
    /** Copies the list. */
    public QueryAgentStatusesCommand {
        instanceIds = CreateInvocationsCommand.copy(instanceIds);
    }
}
