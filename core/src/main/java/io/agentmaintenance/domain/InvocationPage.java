package io.agentmaintenance.domain;

import java.util.List;

/**
 * One page of the invocations that a query found.
 *
 * @param invocations the invocations, the newest first; copied
 * @param count how many there are in all, on this page and others
 */
public record InvocationPage(List<Invocation> invocations, long count) {
    private static final InvocationPage EMPTY = new InvocationPage(List.of(), 0);

    /** Copies the invocations. */
    public InvocationPage {
        invocations = List.copyOf(invocations);
    }

    /**
     * {@return the page of a query that found nothing}
     */
    public static InvocationPage empty() {
        return EMPTY;
    }
}
