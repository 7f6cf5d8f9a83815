package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InvocationRequest;

/** Plans and makes requests for maintenance. Thread-safe. */
public interface CreateInvocationsUseCase {
    /**
     * Accepts what can be accepted of a request and hands it over for execution. A failure of the outside world becomes
     * the refusal of the items concerned; it is never thrown.
     *
     * @param request the request
     * @return one outcome per item, in request order
     */
    BatchResult create(InvocationRequest request);

    /**
     * The same for raw input.
     *
     * @param command the raw request
     * @return the result, or the refusal of a malformed request; then nothing was created
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<BatchResult> create(CreateInvocationsCommand command);

    /**
     * Tells what would become of a request, with every reason against each item. Changes nothing, and asks the very same
     * rules as {@link #create(InvocationRequest)}. Each item is judged as if it were alone: of two eligible tasks of the same
     * server only the first would be accepted.
     *
     * @param request the request
     * @return one entry per item, in request order
     */
    BatchPlan plan(InvocationRequest request);

    /**
     * The same for raw input.
     *
     * @param command the raw request
     * @return the plan, or the refusal of a malformed request
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<BatchPlan> plan(CreateInvocationsCommand command);
}
