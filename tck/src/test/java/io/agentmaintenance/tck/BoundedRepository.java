package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A plain repository with a bound: it keeps the finished invocations that finished last. */
class BoundedRepository extends PlainRepository {
    private final int bound;
    private final Deque<Invocation> finished = new ArrayDeque<>();

    BoundedRepository(int bound) {
        this.bound = bound;
    }

    @Override
    void put(@Nullable InvocationChange change) {
        super.put(change);
        if (change != null && change.before().isActive() && !change.after().isActive()) {
            finished.addLast(change.after());
            if (finished.size() > bound) {
                forget(next(finished));
            }
        }
    }

    /** Removes and returns the invocation to forget from the finished ones, which are in order of finishing. */
    Invocation next(Deque<Invocation> inOrder) {
        return inOrder.removeFirst();
    }

    void forget(Invocation invocation) {
        remove(invocation);
    }
}
