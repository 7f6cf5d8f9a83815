package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.Instance;
import java.util.List;

/** Tells the states of agents. Thread-safe. All methods throw {@code PortException} if the directory is broken. */
public interface QueryAgentStatusesUseCase {
    /**
     * Tells the states of the agents of some servers.
     *
     * @param query the question
     * @return the servers that are known and match, each once, in the order of the question
     */
    List<Instance> query(AgentStatusQuery query);

    /**
     * The same for raw input.
     *
     * @param command the raw question
     * @return the servers, or the refusal of a malformed question
     * @throws IllegalStateException if the host gave no validator
     */
    Answer<List<Instance>> query(QueryAgentStatusesCommand command);
}
