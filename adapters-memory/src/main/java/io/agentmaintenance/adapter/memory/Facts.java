package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Versions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What many finished tasks have in common, see {@link FactsTable}. */
record Facts(
        InvocationType type,
        Operation operation,
        Lineage lineage,
        @Nullable Origin origin,
        Versions versions,
        InvocationStatus status,
        String message,
        boolean late) {

    static Facts of(Invocation task) {
        return new Facts(
                task.type(),
                task.operation(),
                task.lineage(),
                task.origin(),
                task.versions(),
                task.status(),
                task.progress().message(),
                task.progress().late());
    }

    boolean areOf(Invocation task) {
        return type == task.type()
                && operation == task.operation()
                && origin == task.origin()
                && status == task.status()
                && late == task.progress().late()
                && message.equals(task.progress().message())
                && Objects.equals(lineage, task.lineage())
                && versions.equals(task.versions());
    }
}
