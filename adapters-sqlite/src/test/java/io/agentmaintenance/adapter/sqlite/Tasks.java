package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
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

    /** Stores an invocation that then fails; {@return it as it is stored} */
    static Invocation storeEnded(InvocationRepository repository, Invocation accepted) {
        repository.insert(accepted.project(), List.of(first(accepted)));
        Invocation now = accepted;
        for (InvocationChange change : Invocations.path(accepted, InvocationStatus.FAILED)) {
            repository.update(accepted.project(), List.of(InvocationUpdate.of(change, Actor.supervision())));
            now = change.after();
        }
        return now;
    }
}
