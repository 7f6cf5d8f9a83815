package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.domain.Violation;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A raw request for maintenance. Every component may be null, lists may hold nulls; they are copied.
 *
 * @param projectId the project; documented
 * @param invocationType INSTALL, UPDATE, ROLLBACK or RETRY; documented
 * @param invocationTarget telescope, or null for it; documented
 * @param instanceIds the servers of an INSTALL or UPDATE, 1 to 100; documented
 * @param invocationIds the earlier tasks of a ROLLBACK or RETRY, 1 to 100; documented
 * @param versionType BASIC_VERSION or ADVANCE_VERSION, or null; documented
 * @param version the very version, or null; documented by newer editions
 * @param origin CES, APICOM_BMS or ADMIN_SERVER, or null; documented
 * @param unreadable what the transport could not read into the fields
 */
@SuppressWarnings("exports") // The constraint is of no use to a caller.
@ConsistentBatch
public record CreateInvocationsCommand(
        @NotNull(message = "is required") @HasForm(TextForm.PROJECT_ID) @Nullable String projectId,

        @NotNull(message = "is required: one of INSTALL, UPDATE, ROLLBACK, RETRY") @OneOf(
                value = {"INSTALL", "UPDATE", "ROLLBACK", "RETRY"},
                notOffered = {"REMOTE_INSTALL", "SET_REMOTE_INSTALLER", "SET_REMOTE_INSTALL_HOST"})
        @Nullable String invocationType,

        @OneOf("telescope") @Nullable String invocationTarget,

        @HaveForm(value = TextForm.INSTANCE_ID, max = InvocationRequest.MAX_ITEMS) @Nullable List<@Nullable String> instanceIds,

        @HaveForm(value = TextForm.INVOCATION_ID, max = InvocationRequest.MAX_ITEMS) @Nullable List<@Nullable String> invocationIds,

        @OneOf({"BASIC_VERSION", "ADVANCE_VERSION"}) @Nullable String versionType,

        @HasForm(TextForm.VERSION) @Nullable String version,

        @OneOf({"CES", "APICOM_BMS", "ADMIN_SERVER"}) @Nullable String origin,

        List<Violation> unreadable)
        implements RawCommand {
    /** Copies the lists. */
    public CreateInvocationsCommand {
        instanceIds = copy(instanceIds);
        invocationIds = copy(invocationIds);
        unreadable = List.copyOf(unreadable);
    }

    static @Nullable List<@Nullable String> copy(@Nullable List<@Nullable String> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }
}
