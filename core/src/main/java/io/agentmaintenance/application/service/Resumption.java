package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One turn of handing over what is still pending. Not thread-safe. */
final class Resumption {
    private static final int PAGE = 1000;

    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final BatchSplitter splitter;
    private final Failures failures = new Failures();
    private final Set<InvocationKey> seen = new HashSet<>();
    private int handedOver;
    private int failed;

    Resumption(InvocationRepository repository, AgentExecutor executor, BatchSplitter splitter) {
        this.repository = repository;
        this.executor = executor;
        this.splitter = splitter;
    }

    /** Hands over every pending invocation and returns how many the executor took; throws at the end if a call failed for good. */
    int run() {
        List<Invocation> page = after(null);
        while (!page.isEmpty()) {
            failed += splitter.process(unseen(page), this::handOver, failures).size();
            page = page.size() < PAGE ? List.of() : after(page.get(page.size() - 1));
        }
        if (failed > 0) {
            throw failures.asException(
                    handedOver + " pending invocations were handed over, and " + failed + " could not be handed over");
        }
        failures.report("pending invocations were handed over in several attempts");
        return handedOver;
    }

    /** The invocations of a page that no page before had. A repository whose pages begin again would be walked for ever. */
    private List<Invocation> unseen(List<Invocation> page) {
        List<Invocation> unseen = page.stream()
                .filter(invocation -> seen.add(InvocationKey.of(invocation)))
                .toList();
        if (unseen.isEmpty() && page.size() >= PAGE) {
            throw unreadable(new PortException("the repository returned a page of pending invocations again", null));
        }
        return unseen;
    }

    private List<Invocation> after(@Nullable Invocation last) {
        try {
            return repository.pending(last, PAGE);
        } catch (PortException e) {
            throw unreadable(e);
        }
    }

    private PortException unreadable(PortException failure) {
        failures.add(failure);
        return failures.asException(handedOver + " pending invocations were handed over; the others could not be read");
    }

    private void handOver(List<Invocation> invocations) {
        handedOver += invocations.size() - executor.start(invocations).size();
    }
}
