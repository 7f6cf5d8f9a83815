package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the inventory: an empty one for each test, and methods to use it. */
abstract class InventoryLaws {
    static final int BATCH = 1000;

    final InventoryContract contract;
    Inventory inventory;

    // Opened before each test.
    @SuppressWarnings("NullAway.Init")
    InventoryLaws(InventoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openInventory() {
        inventory = contract.open();
    }

    void observe(ProjectId project, Instance instance, AgentState state) {
        inventory.observe(project, Map.of(instance.id(), state));
    }

    @Nullable Instance find(ProjectId project, InstanceId id) {
        return inventory.find(project, List.of(id)).get(id);
    }

    /** The instance with another state of its agent. */
    static Instance with(Instance instance, AgentState state) {
        return new Instance(instance.profile(), instance.uniAgent(), state);
    }

    /** The instance with another name. */
    static Instance named(Instance instance, String name) {
        InstanceProfile from = instance.profile();
        InstanceProfile profile =
                new InstanceProfile(from.id(), name, from.type(), from.intranetIps(), from.elasticIps());
        return new Instance(profile, instance.uniAgent(), instance.agent());
    }
}
