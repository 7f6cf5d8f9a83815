package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of the two POST requests into raw commands. */
final class RequestBodies {
    private static final List<String> CREATE_FIELDS = List.of(
            "project_id",
            "invocation_type",
            "invocation_target",
            "instance_ids",
            "invocation_ids",
            "version_type",
            "version",
            "origin");
    private static final List<String> STATUS_FIELDS =
            List.of("project_id", "instance_ids", "uniagent_status", "extension_name", "extension_status");

    private RequestBodies() {}

    static ParsedRequest<CreateInvocationsCommand> create(byte[] body, ProjectId project, Actor caller, boolean strict)
            throws ApiException {
        return BodyReader.read(body, strict, CREATE_FIELDS, in -> create(in, project, caller));
    }

    static ParsedRequest<QueryAgentStatusesCommand> status(byte[] body, ProjectId project, boolean strict)
            throws ApiException {
        return BodyReader.read(body, strict, STATUS_FIELDS, in -> status(in, project));
    }

    private static CreateInvocationsCommand create(BodyReader in, ProjectId project, Actor caller) {
        String type = null;
        String target = null;
        List<@Nullable String> instances = null;
        List<@Nullable String> invocations = null;
        String versionType = null;
        String version = null;
        String origin = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "invocation_type" -> type = in.text(name);
                case "invocation_target" -> target = in.optionalText(name);
                case "instance_ids" -> instances = in.texts(name);
                case "invocation_ids" -> invocations = in.texts(name);
                case "version_type" -> versionType = in.optionalText(name);
                case "version" -> version = in.optionalText(name);
                case "origin" -> origin = in.optionalText(name);
                case "remote_install_meta" -> in.notOffered(name);
                default -> in.unknown(name);
            }
        }
        @SuppressWarnings("NullAway") // The checker does not see that the list's elements may be null.
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                project, type, target, instances, invocations, versionType, version, origin, caller);
        return command;
    }

    private static QueryAgentStatusesCommand status(BodyReader in, ProjectId project) {
        List<@Nullable String> instances = null;
        String uniagent = null;
        String extension = null;
        String extensionStatus = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "instance_ids" -> instances = in.texts(name);
                case "uniagent_status" -> uniagent = in.optionalText(name);
                case "extension_name" -> extension = in.optionalText(name);
                case "extension_status" -> extensionStatus = in.optionalText(name);
                default -> in.unknown(name);
            }
        }
        @SuppressWarnings("NullAway") // The checker does not see that the list's elements may be null.
        QueryAgentStatusesCommand command =
                new QueryAgentStatusesCommand(project, instances, uniagent, extension, extensionStatus);
        return command;
    }
}
