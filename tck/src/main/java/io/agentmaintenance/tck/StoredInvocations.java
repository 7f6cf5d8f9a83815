package io.agentmaintenance.tck;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The invocations of all projects in the order of their insertion, behind one lock. The base of {@link PlainRepository}. */
abstract class StoredInvocations {
    private final Map<Key, Invocation> kept = new LinkedHashMap<>();
    private @Nullable RuntimeException failure;

    private record Key(ProjectId project, InvocationId id) {
        static Key of(Invocation invocation) {
            return new Key(invocation.project(), invocation.id());
        }
    }

    /**
     * Makes every later call of a port method throw this exception, like a database that does not answer.
     *
     * @param exception what is thrown
     */
    public final void failWith(RuntimeException exception) {
        Objects.requireNonNull(exception, "exception");
        synchronized (kept) {
            failure = exception;
        }
    }

    /** {@return all invocations of all projects, in the order of their insertion; a copy} */
    public final List<Invocation> invocations() {
        synchronized (kept) {
            return List.copyOf(kept.values());
        }
    }

    /**
     * Stores an invocation without any check. What is stored under its id is replaced.
     *
     * @param invocation the new state
     */
    public final void overwrite(Invocation invocation) {
        synchronized (kept) {
            kept.put(Key.of(invocation), invocation);
        }
    }

    /**
     * Removes an invocation without any check. An unknown one is ignored.
     *
     * @param invocation an invocation with the project and id to remove
     */
    public final void discard(Invocation invocation) {
        synchronized (kept) {
            kept.remove(Key.of(invocation));
        }
    }

    <T> T atomically(Supplier<T> step) {
        synchronized (kept) {
            if (failure != null) {
                throw failure;
            }
            return step.get();
        }
    }

    void put(@Nullable InvocationChange change) {
        if (change != null) {
            put(change.after());
        }
    }

    void put(Invocation invocation) {
        kept.put(Key.of(invocation), invocation);
    }

    void remove(Invocation invocation) {
        kept.remove(Key.of(invocation));
    }

    final @Nullable Invocation stored(Invocation invocation) {
        return find(invocation.project(), invocation.id());
    }

    final @Nullable Invocation find(ProjectId project, InvocationId id) {
        return kept.get(new Key(project, id));
    }

    /** All invocations, in the order of their insertion. */
    Stream<Invocation> all() {
        return kept.values().stream();
    }

    final Stream<Invocation> ofInstance(ProjectId project, InstanceId instance) {
        return all().filter(i -> i.project().equals(project) && i.instanceId().equals(instance));
    }

    final @Nullable Invocation newest(ProjectId project, InstanceId instance) {
        return newest(ofInstance(project, instance));
    }

    static @Nullable Invocation newest(Stream<Invocation> inOrder) {
        return inOrder.reduce((older, newer) -> newer).orElse(null);
    }
}
