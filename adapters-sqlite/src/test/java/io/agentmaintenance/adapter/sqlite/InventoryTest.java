package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.tck.InventoryContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The inventory in SQLite keeps the contract of the inventory:")
class InventoryTest extends InventoryContract {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected Inventory emptyInventory() {
        return store.emptied().inventory();
    }

    @Override
    protected Optional<Runnable> breakDirectory() {
        store.connections().setBroken(true);
        return Optional.of(() -> store.connections().setBroken(false));
    }
}
