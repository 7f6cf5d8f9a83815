package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the states of agents, with one call of the directory. */
final class StatusService implements QueryAgentStatusesUseCase {
    private final InstanceDirectory directory;
    private final CommandValidation validation;

    StatusService(InstanceDirectory directory, CommandValidation validation) {
        this.directory = directory;
        this.validation = validation;
    }

    @Override
    public List<Instance> query(AgentStatusQuery query) {
        Set<InstanceId> asked = new LinkedHashSet<>(query.instances());
        Map<InstanceId, Instance> found = directory.find(query.project(), asked);
        List<Instance> matching = new ArrayList<>();
        for (InstanceId id : asked) {
            Instance instance = found.get(id);
            if (instance != null && query.matches(instance)) {
                matching.add(instance);
            }
        }
        return matching;
    }

    @Override
    public Answer<List<Instance>> query(QueryAgentStatusesCommand command) {
        return validation.answer(command, c -> query(CommandTranslation.query(c)));
    }

    @Override
    public List<Violation> validate(QueryAgentStatusesCommand command) {
        return validation.violations(command);
    }
}
