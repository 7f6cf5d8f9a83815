package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** Gives up invocations. Thread-safe. */
@FunctionalInterface
public interface CancelInvocationsUseCase {
    /**
     * Cancels what is PENDING at once, and asks the executor to stop what is RUNNING: that becomes CANCELED only when the
     * executor confirms.
     *
     * @param project the project
     * @param invocations the invocations
     * @return one outcome per invocation, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if the repository or the executor is broken
     */
    List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations);
}
