package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.tck.InventoryContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory fleet keeps the contract of the inventory:")
class InventoryTest extends InventoryContract {
    @Override
    protected Inventory emptyInventory() {
        return new InMemoryFleet();
    }
}
