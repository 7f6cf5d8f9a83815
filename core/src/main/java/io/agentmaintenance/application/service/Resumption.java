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
    private final List<Function<@Nullable Invocation, List<Invocation>>> sources;
    private final Function<List<Invocation>, Set<InvocationId>> executor;
    private final BatchSplitter splitter;
    private final Failures failures = new Failures();
    private int handedOver;
    private int failed;

    /**
     * Makes a turn.
     *
     * @param kind what is handed over, for messages, such as {@code pending}
     * @param sources each reads the page of {@value #PAGE} after an invocation; if one fails, the others are walked nevertheless
     * @param executor takes a page and returns what it declines
     */
    Resumption(
            String kind,
            List<Function<@Nullable Invocation, List<Invocation>>> sources,
            Function<List<Invocation>, Set<InvocationId>> executor,
            BatchSplitter splitter) {
        this.kind = kind;
        this.sources = sources;
        this.executor = executor;
        this.splitter = splitter;
    }

    /** Hands over every invocation and returns how many the executor took; throws at the end if a call failed for good. */
    int run() {
        boolean allRead = true;
        for (Function<@Nullable Invocation, List<Invocation>> pages : sources) {
            allRead &= walk(pages);
        }
        if (!allRead) {
            throw failures.asException(
                    handedOver + " " + kind + " invocations were handed over; the others could not be read");
        }
        if (failed > 0) {
            throw failures.asException(handedOver + " " + kind + " invocations were handed over, and " + failed
                    + " could not be handed over");
        }
        failures.report(kind + " invocations were handed over in several attempts");
        return handedOver;
    }

    /** Hands over page after page, and returns false if one could not be read. */
    private boolean walk(Function<@Nullable Invocation, List<Invocation>> pages) {
        try {
            List<Invocation> page = pages.apply(null);
            while (!page.isEmpty()) {
                failed += splitter.process(page, this::handOver, failures).size();
                page = page.size() < PAGE ? List.of() : next(page, pages);
            }
            return true;
        } catch (PortException e) {
            failures.add(e);
            return false;
        }
    }

    /** The page after this one. A repository that returns the same page again would be walked for ever. */
    private List<Invocation> next(List<Invocation> page, Function<@Nullable Invocation, List<Invocation>> pages) {
        List<Invocation> next = pages.apply(page.get(page.size() - 1));
        Set<InvocationKey> before = page.stream().map(InvocationKey::of).collect(Collectors.toSet());
        if (next.stream().map(InvocationKey::of).anyMatch(before::contains)) {
            throw new PortException("the repository returned a page of " + kind + " invocations again", null);
        }
        return next;
    }

    private void handOver(List<Invocation> invocations) {
        handedOver += invocations.size() - executor.apply(invocations).size();
    }
}
