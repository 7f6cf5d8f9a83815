package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One turn of handing invocations over to the executor: those still pending, or those whose worker is gone. Not thread-safe. */
final class Resumption {
    static final int PAGE = 1000;

    private final String kind;
    private final Function<@Nullable Invocation, List<Invocation>> pageAfter;
    private final Function<List<Invocation>, Set<InvocationId>> executor;
    private final BatchSplitter splitter;
    private final Failures failures = new Failures();
    private int handedOver;
    private int failed;

    /**
     * Makes a turn.
     *
     * @param kind what is handed over, for messages, such as {@code pending}
     * @param pageAfter reads the page of {@value #PAGE} after an invocation
     * @param executor takes a page and returns what it declines
     */
    Resumption(
            String kind,
            Function<@Nullable Invocation, List<Invocation>> pageAfter,
            Function<List<Invocation>, Set<InvocationId>> executor,
            BatchSplitter splitter) {
        this.kind = kind;
        this.pageAfter = pageAfter;
        this.executor = executor;
        this.splitter = splitter;
    }

    /** Hands over every invocation and returns how many the executor took; throws at the end if a call failed for good. */
    int run() {
        List<Invocation> page = after(null);
        while (!page.isEmpty()) {
            failed += splitter.process(page, this::handOver, failures).size();
            page = page.size() < PAGE ? List.of() : next(page);
        }
        if (failed > 0) {
            throw failures.asException(handedOver + " " + kind + " invocations were handed over, and " + failed
                    + " could not be handed over");
        }
        failures.report(kind + " invocations were handed over in several attempts");
        return handedOver;
    }

    /** The page after this one. A repository that returns the same page again would be walked for ever. */
    private List<Invocation> next(List<Invocation> page) {
        List<Invocation> next = after(page.get(page.size() - 1));
        Set<InvocationKey> before = page.stream().map(InvocationKey::of).collect(Collectors.toSet());
        if (next.stream().map(InvocationKey::of).anyMatch(before::contains)) {
            throw unreadable(
                    new PortException("the repository returned a page of " + kind + " invocations again", null));
        }
        return next;
    }

    private List<Invocation> after(@Nullable Invocation last) {
        try {
            return pageAfter.apply(last);
        } catch (PortException e) {
            throw unreadable(e);
        }
    }

    private PortException unreadable(PortException failure) {
        failures.add(failure);
        return failures.asException(
                handedOver + " " + kind + " invocations were handed over; the others could not be read");
    }

    private void handOver(List<Invocation> invocations) {
        handedOver += invocations.size() - executor.apply(invocations).size();
    }
}
