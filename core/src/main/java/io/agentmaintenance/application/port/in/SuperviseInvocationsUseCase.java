package io.agentmaintenance.application.port.in;

/**
 * Keeps invocations moving. A host calls it from its scheduler. Several nodes may call it at once if their clocks show the same time:
 * each judges by its own clock. Thread-safe.
 */
public interface SuperviseInvocationsUseCase {
    /**
     * Ends every invocation whose time is over as TIMEOUT: not picked up in time, or not finished in time. To be called
     * every few seconds. A clock that is set ahead or back ends nothing early, see {@code ElapsedTime}.
     *
     * @return how many were ended
     * @throws io.agentmaintenance.application.port.out.PortException if the repository is broken; what was ended stays so
     */
    int expireOverdue();

    /**
     * Hands every PENDING invocation over for execution once more. To be called once after a start, so that what was
     * accepted before a crash and not yet handed over is not lost; executors start the same invocation only once.
     *
     * @return how many were handed over
     * @throws io.agentmaintenance.application.port.out.PortException if the repository or the executor is broken
     */
    int resumePending();
}
