package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;

/**
 * Does the work on the servers. It is told to start and returns; whoever sees what happened, maybe minutes later and on
 * another node, tells the inbound port
 * {@code ReportExecutionUseCase}.
 *
 * <p>Before it touches a server it reports STARTED, and goes on only if the answer allows it: a task that was canceled or
 * has timed out meanwhile must not be begun. To be told twice to start the same invocation starts it once: that is how
 * pending work survives a crash. Thread-safe.
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
     * Asks to stop work. Work not yet begun is forgotten. Work under way is stopped if that is possible without harm, and
     * then reported as CANCELED; else it goes on to its end.
     *
     * @param invocations the invocations
     * @throws PortException if the request could not be passed on
     */
    void cancel(List<Invocation> invocations);
}
