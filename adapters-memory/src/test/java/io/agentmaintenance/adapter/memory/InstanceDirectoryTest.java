package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.InstanceDirectoryContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory fleet keeps the contract of the instance directory:")
class InstanceDirectoryTest extends InstanceDirectoryContract {
    private final InMemoryFleet fleet = new InMemoryFleet();

    @Override
    protected InstanceDirectory emptyDirectory() {
        return fleet;
    }

    @Override
    protected void put(ProjectId project, Instance instance) {
        fleet.remove(project, instance.id());
        fleet.add(project, instance, AgentBehavior.neverPickedUp());
    }
}
