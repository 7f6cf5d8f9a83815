package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Optional;

/** Finds invocations. Thread-safe. All methods throw {@code PortException} if the repository is broken. */
public interface FindInvocationsUseCase {
    /**
     * Finds the invocations that match a query, the newest first. A caller who reads page after page with a growing offset
     * misses none that existed when it began, even if others are accepted meanwhile.
     *
     * @param query the query
     * @return the page and the exact number of all that match
     */
    InvocationPage find(InvocationQuery query);

    /**
     * Does the same for a raw query.
     *
     * @param command the raw query
     * @return the page, or the violations of a malformed query
     * @throws IllegalStateException if the host gave no validator
     * @throws IllegalArgumentException if offset or limit is out of the bounds of {@link InvocationQuery}
     */
    Answer<InvocationPage> find(FindInvocationsCommand command);

    /**
     * Checks the constraints of a raw query, and does nothing else.
     *
     * @param command the raw query
     * @return every broken constraint, in the order of the command's components; empty if it is well-formed
     * @throws IllegalStateException if the host gave no validator
     */
    List<Violation> validate(FindInvocationsCommand command);

    /**
     * Finds one invocation.
     *
     * @param project the project
     * @param invocation the id
     * @return the invocation, or empty if it is not known in this project
     */
    Optional<Invocation> find(ProjectId project, InvocationId invocation);
}
