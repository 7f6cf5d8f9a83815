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

/** What many finished tasks have in common, kept once for all that share it. */
record Facts(
        InvocationType type,
        Operation operation,
        Lineage lineage,
        @Nullable Origin origin,
        Versions versions,
        InvocationStatus status,
        String message,
        boolean late) {

    private static Facts of(Invocation task) {
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

    private boolean areOf(Invocation task) {
        return type == task.type()
                && operation == task.operation()
                && origin == task.origin()
                && status == task.status()
                && late == task.progress().late()
                && message.equals(task.progress().message())
                && Objects.equals(lineage, task.lineage())
                && versions.equals(task.versions());
    }

    /** The facts of the tasks that finished last. Guarded by the lock of its project. */
    static final class Shared {
        // So few that a variety of messages can not fill the memory; what is not found here is kept once more.
        private final @Nullable Facts[] recent = new @Nullable Facts[64];
        // Mostly the next one again, as tasks come in batches.
        private @Nullable Facts last;

        Facts of(Invocation task) {
            Facts shared = last;
            if (shared == null || !shared.areOf(task)) {
                shared = find(task);
                last = shared;
            }
            return shared;
        }

        private Facts find(Invocation task) {
            int hash =
                    task.progress().message().hashCode() * 31 + task.versions().hashCode();
            int slot = (hash * 31 + task.type().name().hashCode()) & recent.length - 1;
            Facts found = recent[slot];
            if (found == null || !found.areOf(task)) {
                found = Facts.of(task);
                recent[slot] = found;
            }
            return found;
        }
    }
}
