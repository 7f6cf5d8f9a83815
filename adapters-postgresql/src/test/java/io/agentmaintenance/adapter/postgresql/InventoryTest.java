package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.tck.InventoryContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The inventory in PostgreSQL keeps the contract of the inventory:")
class InventoryTest extends InventoryContract {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.withAutoCommit(true);
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
        store.failing().setBroken(true);
        return Optional.of(() -> store.failing().setBroken(false));
    }

    @Override
    protected OptionalLong roundTrips() {
        return OptionalLong.of(store.roundTrips());
    }
}
