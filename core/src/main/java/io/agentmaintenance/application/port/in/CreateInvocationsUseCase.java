package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InvocationRequest;
import java.util.List;

/** Makes and plans requests for maintenance. Thread-safe. */
public interface CreateInvocationsUseCase {
    /**
     * Accepts every eligible item of a request and hands it over for execution. A failure of a port becomes the refusal of
     * the items concerned; it is never thrown, but passed to the uncaught-exception handler of the thread. What is stored is accepted and
     * handed over; where the repository failed and cannot be read, the refusal says that this is not known.
     *
     * @param request the request
     * @param caller who makes it
     * @return one outcome per item, in request order
     */
    BatchResult create(InvocationRequest request, Actor caller);

    /**
     * Does the same for a caller whose name is not known.
     *
     * @param request the request
     * @return one outcome per item, in request order
     */
    default BatchResult create(InvocationRequest request) {
        return create(request, Actor.unknownCaller());
    }

    /**
     * Does the same for a raw request.
     *
     * @param command the raw request
     * @return the result, or the violations of a malformed request; then nothing was created
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<BatchResult> create(CreateInvocationsCommand command);

    /**
     * Predicts the outcome of a request, with every reason against each item. Changes nothing, and applies the same rules
     * as {@link #create(InvocationRequest)}. Each item is judged alone: of two eligible invocations on the same instance only
     * the first would be accepted.
     *
     * @param request the request
     * @return one entry per item, in request order
     */
    BatchPlan plan(InvocationRequest request);

    /**
     * Does the same for a raw request.
     *
     * @param command the raw request
     * @return the plan, or the violations of a malformed request
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<BatchPlan> plan(CreateInvocationsCommand command);

    /**
     * Checks the constraints of a raw request, and does nothing else.
     *
     * @param command the raw request
     * @return every broken constraint, in the order of the command's components; empty if it is well-formed
     * @throws IllegalStateException if the host gave no validator
     */
    List<Violation> validate(CreateInvocationsCommand command);
}
