package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.Instance;
import java.util.List;

/** Finds the states of agents. Thread-safe. All methods throw {@code PortException} if the directory is broken for every server. */
public interface QueryAgentStatusesUseCase {
    /**
     * Finds the states of the agents on some instances. An instance for which the directory fails does not affect the others: both of its
     * states are {@code UNKNOWN}, although it may not exist, and its name is its id. The failure is passed to the uncaught-exception
     * handler of the thread.
     *
     * @param query the query
     * @return the instances that are known and match, each once, in the order of the query
     */
    List<Instance> query(AgentStatusQuery query);

    /**
     * Does the same for a raw query.
     *
     * @param command the raw query
     * @return the instances, or the violations of a malformed query
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<List<Instance>> query(QueryAgentStatusesCommand command);

    /**
     * Checks the constraints of a raw query, and does nothing else.
     *
     * @param command the raw query
     * @return every broken constraint, in the order of the command's components; empty if it is well-formed
     * @throws IllegalStateException if the host gave no validator
     */
    List<Violation> validate(QueryAgentStatusesCommand command);
}
