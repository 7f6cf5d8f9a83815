package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** Cancels invocations. Thread-safe. */
@FunctionalInterface
public interface CancelInvocationsUseCase {
    /**
     * Cancels what is PENDING at once. Of what is RUNNING it stores the wish to cancel, see {@code Progress.cancelRequestedAt}, and asks the
     * executor to stop it: it becomes CANCELED only when the executor confirms.
     *
     * <p>Each invocation has its own outcome, also where a port fails for some of them. The failures are then passed, all in one exception, to
     * the uncaught-exception handler of the thread. To repeat the request does no harm.
     *
     * @param project the project
     * @param invocations the invocations
     * @param caller who asks for it
     * @return one outcome per invocation, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if the repository failed and nothing is known about any of them
     */
    List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations, Actor caller);

    /**
     * Does the same for a caller whose name is not known.
     *
     * @param project the project
     * @param invocations the invocations
     * @return one outcome per invocation, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if the repository failed and nothing is known about any of them
     */
    default List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations) {
        return cancel(project, invocations, Actor.unknownCaller());
    }
}
