package io.agentmaintenance.application.port.in;

import java.time.Duration;

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
    default int resumePending() {
        return resumePending(Duration.ZERO);
    }

    /**
     * Hands PENDING invocations of some age over once more. Where several nodes call it, an age of half a minute leaves alone what another
     * node is about to hand over. What is dated more than a second ahead, because a clock was set back, may have any age and is handed over
     * as well.
     *
     * @param olderThan the least age, 0 or more
     * @return how many were handed over
     * @throws IllegalArgumentException if the age is negative
     * @throws io.agentmaintenance.application.port.out.PortException if some could not be handed over, or not be read; the others are
     *     handed over
     */
    int resumePending(Duration olderThan);

    /**
     * Has the executor find out what became of RUNNING invocations whose worker is gone, see {@code AgentExecutor.resume}. To be called once
     * after a start, by a host with one process and an executor that keeps its work in memory. Where several processes share the work, a host
     * calls it from time to time if its executor declines what a living worker has in hand. It never calls it if an engine under the
     * executor finds out itself whose worker is gone: then the work would be taken over twice.
     *
     * @return how many the executor has taken over, those among them that it had in hand before
     * @throws io.agentmaintenance.application.port.out.PortException if some could not be taken over, or not be read; the others are
     *     taken over
     */
    int resumeRunning();

    /**
     * Forgets finished invocations that ended long ago, at most a million in one call. To be called every hour or so by the scheduler of a
     * host whose store does not forget by itself. The cloud keeps three months.
     *
     * @param age forgets what ended longer ago than this, more than 0
     * @return how many were forgotten
     * @throws IllegalArgumentException if the age is not more than 0
     * @throws io.agentmaintenance.application.port.out.PortException if the repository failed; what was forgotten until then stays so
     */
    int forgetFinished(Duration age);
}
