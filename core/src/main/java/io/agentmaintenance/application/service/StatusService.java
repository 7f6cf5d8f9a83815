package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.service.BatchReader.Found;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the states of agents, with one call of the directory, or several where that fails for some servers. */
final class StatusService implements QueryAgentStatusesUseCase {
    private final InstanceDirectory directory;
    private final BatchReader reader;
    private final CommandValidation validation;

    StatusService(InstanceDirectory directory, BatchReader reader, CommandValidation validation) {
        this.directory = directory;
        this.reader = reader;
        this.validation = validation;
    }

    @Override
    public List<Instance> query(AgentStatusQuery query) {
        Set<InstanceId> asked = new LinkedHashSet<>(query.instances());
        Failures failures = new Failures();
        Found<InstanceId, Instance> found =
                reader.read(asked, servers -> directory.find(query.project(), servers), failures);
        if (found.unread().size() == asked.size()) {
            throw failures.asException("the instance directory failed, so nothing is known about these servers");
        }
        failures.report("the states of some agents could not be read");
        List<Instance> matching = new ArrayList<>();
        for (InstanceId id : asked) {
            Instance instance = found.failedFor(id) ? unknown(id) : found.get(id);
            if (instance != null && query.matches(instance)) {
                matching.add(instance);
            }
        }
        return matching;
    }

    private static Instance unknown(InstanceId id) {
        return new Instance(InstanceProfile.ecs(id), UniAgentStatus.UNKNOWN, new AgentState(AgentStatus.UNKNOWN, null));
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
