package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.Optional;

/** Finds invocations. Thread-safe. All methods throw {@code PortException} if the repository is broken. */
public interface FindInvocationsUseCase {
    /**
     * Answers a question for invocations: the newest first. While others are accepted, a walk over pages of growing offset
     * misses none that was there when it began.
     *
     * @param query the question
     * @return the page and the exact number of all that match
     */
    InvocationPage find(InvocationQuery query);

    /**
     * The same for raw input.
     *
     * @param command the raw question
     * @return the page, or the refusal of a malformed question
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<InvocationPage> find(FindInvocationsCommand command);

    /**
     * Finds one invocation.
     *
     * @param project the project
     * @param invocation the id
     * @return the invocation, or empty if it is not known in this project
     */
    Optional<Invocation> find(ProjectId project, InvocationId invocation);
}
