package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.List;
import java.util.Objects;

/**
 * All invocations of a project in the order of storing. It is a tree: sections of sections of chunks, each with its counts.
 * A page skips whole sections and chunks by their counts, so the deepest page of a million invocations costs about the same
 * as the first. Guarded by the lock of its project.
 */
final class InvocationLog {
    private static final long RANGE_OF_A_SECTION = 64L * 64 * LogChunk.SIZE;

    private final LogPart root = new LogSection(RANGE_OF_A_SECTION, null);
    private long nextSequence;

    StoredInvocation append(Invocation invocation) {
        StoredInvocation stored = new StoredInvocation(nextSequence++, invocation);
        root.add(stored);
        return stored;
    }

    void remove(StoredInvocation stored) {
        root.remove(stored);
    }

    /** Replaces the last revision of an invocation by the next one, and counts it in its new state. */
    void replace(StoredInvocation stored, Invocation next) {
        Invocation before = stored.invocation;
        stored.invocation = next;
        if (before.status() != next.status()) {
            Objects.requireNonNull(stored.chunk).recount(before, next);
        }
    }

    /** {@return how many invocations there are of each kind that occurs} */
    List<InvocationCount> counts() {
        return root.counts().asList();
    }

    /** {@return the page that a query without id and instance asks for, and the exact count} */
    InvocationPage page(InvocationQuery query) {
        LogPage page = new LogPage(query);
        root.collect(page);
        return page.outOf(root.counts());
    }
}
