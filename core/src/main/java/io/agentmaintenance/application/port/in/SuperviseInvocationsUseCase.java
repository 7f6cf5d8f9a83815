package io.agentmaintenance.application.port.in;

/**
 * Keeps invocations moving. A host calls it from its scheduler. Several nodes may call it at once if their clocks show the same time:
 * each judges by its own clock. Thread-safe.
 *
 * <p>A project or an invocation for which a port fails does not affect the others: they are ended or handed over first, each at most once in
 * a call, and the failures are reported at the end. What could not be done is thrown, all in one exception; its message says how many
 * invocations were done and how many were not, its cause is the first failure, and the next ones are suppressed exceptions. What succeeded
 * in a second attempt is passed to the uncaught-exception handler of the thread.
 */
public interface SuperviseInvocationsUseCase {
    /**
     * Ends every invocation whose time is over as TIMEOUT: not picked up in time, or not finished in time. To be called
     * every few seconds. A clock that is set ahead or back ends nothing early, see {@code ElapsedTime}.
     *
     * @return how many were ended
     * @throws io.agentmaintenance.application.port.out.PortException if some could not be ended, or not be read; the others are ended
     */
    int expireOverdue();

    /**
     * Hands every PENDING invocation over for execution once more; executors start the same invocation only once. To be called after a
     * start, so that what was accepted before a crash and not yet handed over is not lost, and then every minute or so: an invocation
     * may be stored although the repository failed, and the answer to its caller said that this is not known.
     *
     * @return how many were handed over
     * @throws io.agentmaintenance.application.port.out.PortException if some could not be handed over, or not be read; the others are
     *     handed over
     */
    int resumePending();
}
