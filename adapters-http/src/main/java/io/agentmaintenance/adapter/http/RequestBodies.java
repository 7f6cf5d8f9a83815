package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies of the two POST requests, read into raw commands. Members that are not known are newer than we are. */
final class RequestBodies {
    private RequestBodies() {}

    static CreateInvocationsCommand create(BodyReader in, String project) {
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
                case "invocation_target" -> target = in.text(name);
                case "instance_ids" -> instances = in.texts(name);
                case "invocation_ids" -> invocations = in.texts(name);
                case "version_type" -> versionType = in.text(name);
                case "version" -> version = in.text(name);
                case "origin" -> origin = in.text(name);
                case "remote_install_meta" -> in.notOffered(name);
                default -> in.unknown(name);
            }
        }
        @SuppressWarnings("NullAway") // The compiler forgets that the elements of a record's list may be null.
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                project, type, target, instances, invocations, versionType, version, origin, in.unreadable());
        return command;
    }

    static QueryAgentStatusesCommand status(BodyReader in, String project) {
        List<@Nullable String> instances = null;
        String uniagent = null;
        String extension = null;
        String extensionStatus = null;
        for (String name = in.next(); name != null; name = in.next()) {
            switch (name) {
                case "instance_ids" -> instances = in.texts(name);
                case "uniagent_status" -> uniagent = in.text(name);
                case "extension_name" -> extension = in.text(name);
                case "extension_status" -> extensionStatus = in.text(name);
                default -> in.unknown(name);
            }
        }
        @SuppressWarnings("NullAway") // The compiler forgets that the elements of a record's list may be null.
        QueryAgentStatusesCommand command = new QueryAgentStatusesCommand(
                project, instances, uniagent, extension, extensionStatus, in.unreadable());
        return command;
    }
}
