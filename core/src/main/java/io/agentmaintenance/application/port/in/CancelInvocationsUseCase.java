package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** Cancels invocations. Thread-safe. */
@FunctionalInterface
public interface CancelInvocationsUseCase {
    /**
     * Cancels what is PENDING at once, and asks the executor to stop what is RUNNING: that becomes CANCELED only when the executor confirms.
     *
     * <p>Each invocation has its own outcome, also where a port fails for some of them. The failures are then passed, all in one exception, to
     * the uncaught-exception handler of the thread. To repeat the request does no harm.
     *
     * @param project the project
     * @param invocations the invocations
     * @return one outcome per invocation, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if the repository failed and nothing is known about any of them
     */
    List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations);
}
