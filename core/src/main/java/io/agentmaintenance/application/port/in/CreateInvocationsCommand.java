package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TextForm;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw request for maintenance. The texts are unchecked; every one may be null, and lists may hold nulls; lists are copied.
 *
 * @param projectId the project
 * @param invocationType INSTALL, UPDATE, ROLLBACK or RETRY; documented
 * @param invocationTarget telescope, or null, which means telescope; documented
 * @param instanceIds the instances of an INSTALL or UPDATE, 1 to 100; documented
 * @param invocationIds the earlier invocations of a ROLLBACK or RETRY, 1 to 100; documented
 * @param versionType BASIC_VERSION or ADVANCE_VERSION, or null; documented
 * @param version the exact version, or null; documented by newer editions
 * @param origin CES, APICOM_BMS or ADMIN_SERVER, or null; documented
 * @param caller who makes the request; it is authenticated and not part of the raw texts
 */
@SuppressWarnings("exports") // The constraint annotations are of no use to a caller.
@ConsistentBatch
public record CreateInvocationsCommand(
        ProjectId projectId,

        @NotNull(message = "is required: one of INSTALL, UPDATE, ROLLBACK, RETRY") @OneOf(
                value = {"INSTALL", "UPDATE", "ROLLBACK", "RETRY"},
                notOffered = {"REMOTE_INSTALL", "SET_REMOTE_INSTALLER", "SET_REMOTE_INSTALL_HOST"})
        @Nullable String invocationType,

        @OneOf(TARGET) @Nullable String invocationTarget,

        @ElementsHaveForm(value = TextForm.INSTANCE_ID, max = InvocationRequest.MAX_ITEMS) @Nullable List<@Nullable String> instanceIds,

        @ElementsHaveForm(value = TextForm.INVOCATION_ID, max = InvocationRequest.MAX_ITEMS) @Nullable List<@Nullable String> invocationIds,

        @OneOf({"BASIC_VERSION", "ADVANCE_VERSION"}) @Nullable String versionType,

        @HasForm(TextForm.VERSION) @Nullable String version,

        @OneOf({"CES", "APICOM_BMS", "ADMIN_SERVER"}) @Nullable String origin,

        Actor caller) {
    /** The only agent that is maintained. */
    static final String TARGET = "telescope";

    /** Copies the lists. */
    public CreateInvocationsCommand {
        instanceIds = copy(instanceIds);
        invocationIds = copy(invocationIds);
    }

    static @Nullable List<@Nullable String> copy(@Nullable List<@Nullable String> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
