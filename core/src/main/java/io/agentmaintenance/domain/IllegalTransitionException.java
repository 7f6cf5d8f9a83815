package io.agentmaintenance.domain;

/** Attempt to bring an invocation into a state that may not follow its present one: a programming error. */
public final class IllegalTransitionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /**
     * Names both states.
     *
     * @param from the present state
     * @param to the state that it cannot go to
     */
    public IllegalTransitionException(InvocationStatus from, InvocationStatus to) {
        super("an invocation that is " + from + " cannot become " + to);
    }
}
