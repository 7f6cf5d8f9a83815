package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TextForm;
import org.jspecify.annotations.Nullable;

/**
 * A raw query for invocations. The texts are unchecked; every one may be null. All bounds are documented.
 *
 * @param projectId the project
 * @param instanceId the instance, or null for all
 * @param instanceType ECS or BMS, or null for all
 * @param invocationId the invocation, or null for all
 * @param invocationType INSTALL, UPDATE, ROLLBACK or RETRY, or null for all
 * @param invocationTarget telescope, or null, which means telescope
 * @param offset how many of the newest to skip, 0 to {@value InvocationQuery#MAX_OFFSET}
 * @param limit how many to return at most, 1 to {@value InvocationQuery#MAX_LIMIT}
 */
@SuppressWarnings("exports") // The constraint annotations are of no use to a caller.
public record FindInvocationsCommand(
        ProjectId projectId,
        @HasForm(TextForm.INSTANCE_ID) @Nullable String instanceId,
        @OneOf({"ECS", "BMS"}) @Nullable String instanceType,
        @HasForm(TextForm.INVOCATION_FILTER) @Nullable String invocationId,

        @OneOf({"INSTALL", "UPDATE", "ROLLBACK", "RETRY"}) @Nullable String invocationType,

        @OneOf(CreateInvocationsCommand.TARGET) @Nullable String invocationTarget,

        long offset,
        int limit) {}
