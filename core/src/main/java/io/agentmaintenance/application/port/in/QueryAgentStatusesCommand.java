package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.domain.Violation;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw question for the agents of some servers. Every component may be null; lists are copied. All bounds are documented.
 *
 * @param projectId the project
 * @param instanceIds the servers, 1 to 2,000
 * @param uniagentStatus none, running, silent or unknown, or null for all
 * @param extensionName telescope, or null for it
 * @param extensionStatus none, running, stopped, fault or unknown, or null for all
 * @param unreadable what the transport could not read into the fields
 */
public record QueryAgentStatusesCommand(
        @NotNull(message = "is required") @HasForm(TextForm.PROJECT_ID) @Nullable String projectId,

        @NotNull(message = "is required: 1 to 2000 IDs") @HaveForm(value = TextForm.INSTANCE_ID, min = 1, max = AgentStatusQuery.MAX_INSTANCES)
        @Nullable List<@Nullable String> instanceIds,

        @OneOf({"none", "running", "silent", "unknown"}) @Nullable String uniagentStatus,

        @OneOf("telescope") @Nullable String extensionName,

        @OneOf({"none", "running", "stopped", "fault", "unknown"}) @Nullable String extensionStatus,

        List<Violation> unreadable)
        implements RawCommand {
    /** Copies the lists. */
    public QueryAgentStatusesCommand {
        instanceIds = CreateInvocationsCommand.copy(instanceIds);
        unreadable = List.copyOf(unreadable);
    }
}
