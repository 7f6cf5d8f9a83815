package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Translates well-formed commands into the types of the domain. */
final class CommandTranslation {
    private CommandTranslation() {}

    static InvocationRequest request(CreateInvocationsCommand command) {
        ProjectId project = command.projectId();
        Origin origin = orNull(command.origin(), Origin::valueOf);
        VersionWish wish = new VersionWish(
                orNull(command.version(), AgentVersion::of), orNull(command.versionType(), VersionType::valueOf));
        return switch (InvocationType.valueOf(given(command.invocationType()))) {
            case INSTALL -> new InvocationRequest.Install(project, instances(command), wish, origin);
            case UPDATE -> new InvocationRequest.Update(project, instances(command), wish, origin);
            case ROLLBACK -> new InvocationRequest.Rollback(project, invocations(command), origin);
            case RETRY -> new InvocationRequest.Retry(project, invocations(command), origin);
        };
    }

    /** The query, or null if it asks for an id that no invocation can have. */
    static @Nullable InvocationQuery query(FindInvocationsCommand command) {
        String invocation = command.invocationId();
        if (invocation != null && !TextForm.INVOCATION_ID.accepts(invocation)) {
            return null;
        }
        return new InvocationQuery(
                command.projectId(),
                orNull(command.instanceId(), InstanceId::of),
                orNull(command.instanceType(), InstanceType::valueOf),
                orNull(invocation, InvocationId::of),
                orNull(command.invocationType(), InvocationType::valueOf),
                command.offset(),
                command.limit());
    }

    static AgentStatusQuery query(QueryAgentStatusesCommand command) {
        return new AgentStatusQuery(
                command.projectId(),
                each(command.instanceIds(), InstanceId::of),
                orNull(command.uniagentStatus(), s -> UniAgentStatus.valueOf(s.toUpperCase(Locale.ROOT))),
                orNull(command.extensionStatus(), s -> AgentStatus.valueOf(s.toUpperCase(Locale.ROOT))));
    }

    private static List<InstanceId> instances(CreateInvocationsCommand command) {
        return each(command.instanceIds(), InstanceId::of);
    }

    private static List<InvocationId> invocations(CreateInvocationsCommand command) {
        return each(command.invocationIds(), InvocationId::of);
    }

    private static <T> List<T> each(@Nullable List<@Nullable String> texts, Function<String, T> type) {
        if (texts == null) {
            return List.of();
        }
        List<T> typed = new ArrayList<>(texts.size());
        for (String text : texts) {
            typed.add(type.apply(given(text)));
        }
        return typed;
    }

    private static <T> @Nullable T orNull(@Nullable String text, Function<String, T> type) {
        return text == null ? null : type.apply(text);
    }

    private static String given(@Nullable String text) {
        if (text == null) {
            throw new IllegalStateException("the command was not validated");
        }
        return text;
    }
}
