package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.Invocations;
import java.util.List;

/** Insertions for tests. */
final class Tasks {
    private Tasks() {}

    /** {@return insertions on instances of their own, without any invocation before} */
    static List<Insertion> batch(String prefix, int count) {
        return Invocations.installs(prefix, count).stream().map(Tasks::first).toList();
    }

    static Insertion first(Invocation invocation) {
        return new Insertion(invocation, null, null);
    }
}
