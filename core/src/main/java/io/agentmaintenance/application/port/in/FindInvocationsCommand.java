package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.domain.Violation;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw question for invocations. Every component may be null. All bounds are documented.
 *
 * @param projectId the project
 * @param instanceId the server, or null for all
 * @param instanceType ECS or BMS, or null for all
 * @param invocationId the invocation, or null for all
 * @param invocationType what was asked for, or null for all
 * @param invocationTarget telescope, or null for it
 * @param offset how many of the newest to pass over, digits; 0 if null
 * @param limit how many to return at most, digits; 100 if null
 * @param unreadable what the transport could not read into the fields
 */
public record FindInvocationsCommand(
        @NotNull(message = "is required") @HasForm(TextForm.PROJECT_ID) @Nullable String projectId,

        @HasForm(TextForm.INSTANCE_ID) @Nullable String instanceId,
        @OneOf({"ECS", "BMS"}) @Nullable String instanceType,
        @HasForm(TextForm.INVOCATION_FILTER) @Nullable String invocationId,

        @OneOf({"INSTALL", "UPDATE", "ROLLBACK", "RETRY"}) @Nullable String invocationType,

        @OneOf("telescope") @Nullable String invocationTarget,

        @WholeNumber(min = 0, max = InvocationQuery.MAX_OFFSET) @Nullable String offset,

        @WholeNumber(min = 1, max = InvocationQuery.MAX_LIMIT) @Nullable String limit,

        List<Violation> unreadable)
        implements RawCommand {
    /** Copies the list. */
    public FindInvocationsCommand {
        unreadable = List.copyOf(unreadable);
    }
}
