package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.List;

/** Collects one page from the log, which offers its invocations from the newest to the oldest. */
final class LogPage {
    private final InvocationQuery query;
    private final int[] countsAskedFor;
    private final List<Invocation> invocations = new ArrayList<>();
    private long toSkip;

    LogPage(InvocationQuery query) {
        this.query = query;
        countsAskedFor = KindCounts.askedForBy(query);
        toSkip = query.offset();
    }

    boolean isComplete() {
        return invocations.size() == query.limit();
    }

    /** Skips a part of the log with these counts, if no invocation of it is on the page; {@return whether it did} */
    boolean skips(KindCounts counts) {
        int matching = counts.sum(countsAskedFor);
        if (matching > toSkip) {
            return false;
        }
        toSkip -= matching;
        return true;
    }

    /** Adds an invocation, unless the query does not match it or it lies before the page. */
    void offer(Invocation invocation) {
        if (!query.matches(invocation)) {
            return;
        }
        if (toSkip > 0) {
            toSkip--;
        } else {
            invocations.add(invocation);
        }
    }

    /** {@return the page, out of a log with these counts} */
    InvocationPage outOf(KindCounts counts) {
        return new InvocationPage(invocations, counts.sum(countsAskedFor));
    }
}
