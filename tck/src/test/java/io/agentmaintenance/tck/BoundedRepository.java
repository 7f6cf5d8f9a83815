package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A plain repository that forgets: of the finished invocations it keeps a number, those that finished last. */
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

    /** The next one to be forgotten, taken from those that have finished, in their order. */
    Invocation next(Deque<Invocation> inOrder) {
        return inOrder.removeFirst();
    }

    void forget(Invocation invocation) {
        remove(invocation);
    }
}
