package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;

/**
 * Does the work on the servers. {@link #start} takes work on and returns. What happens is reported to the inbound port
 * {@code ReportExecutionUseCase}, maybe minutes later and by another node. Work that takes no time is reported the same way: STARTED, then
 * its end.
 *
 * <p>Before the executor touches a server it reports STARTED, and goes on only if the answer allows it: an invocation that was canceled or
 * has timed out meanwhile must not be begun. Starting the same invocation twice begins it once; that is how pending work survives a
 * crash. Implementations are thread-safe.
 */
public interface AgentExecutor {
    /**
     * Takes on work. May report from within the call.
     *
     * @param invocations the invocations to carry out, each to its pinned target version
     * @return the ids of those not taken on, because of lack of room for example; they must never be begun
     * @throws PortException if nothing of it was taken on
     */
    Set<InvocationId> start(List<Invocation> invocations);

    /**
     * Takes over work whose worker is gone: finds out what became of it and reports that. Never begins anything. An invocation of which the
     * target knows nothing ends as FAILED, because it was interrupted before it began; a RETRY is the way on. If somebody wishes to cancel
     * it, see {@code Progress.cancelRequestedAt}, it may end as CANCELED instead. Work that this executor has in hand already is left alone,
     * so to repeat the call does no harm. Called by supervision, or by the engine of the executor, never by both. It does no harm either if
     * the worker is alive, although it was taken for gone: both report what the target shows.
     *
     * @param invocations invocations that are RUNNING
     * @return the ids of those not taken over, because of lack of room for example, or because their worker is alive
     * @throws PortException if nothing of it was taken over
     */
    Set<InvocationId> resume(List<Invocation> invocations);

    /**
     * Asks to stop work. Work not yet begun is forgotten. Work under way is stopped if that is possible without harm, and
     * then reported as CANCELED; else it goes on to its end. Work that another process has in hand is not known here: an executor whose
     * processes share the work reads the wish that is stored, see {@code Progress.cancelRequestedAt}, again and again.
     *
     * @param invocations the invocations
     * @throws PortException if the request could not be passed on
     */
    void cancel(List<Invocation> invocations);
}
