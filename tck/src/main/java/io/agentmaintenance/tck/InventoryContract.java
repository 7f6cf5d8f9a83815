package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link Inventory}, with that of {@link InstanceDirectory}, which it extends. Extend it and implement how the inventory is
 * created. The methods for optional abilities are those of {@link InstanceDirectoryContract}.
 */
@DisplayName("An inventory:")
public abstract class InventoryContract extends InstanceDirectoryContract {
    // Set before each test, by the laws that it serves.
    @SuppressWarnings("NullAway.Init")
    private Inventory latest;

    /** For subclasses. */
    @SuppressWarnings("NullAway.Init")
    protected InventoryContract() {}

    /**
     * {@return an inventory without servers that can be used by 8 threads; called once per test}
     */
    protected abstract Inventory emptyInventory();

    @Override
    protected final InstanceDirectory emptyDirectory() {
        return open();
    }

    @Override
    protected final void put(ProjectId project, Instance instance) {
        latest.define(project, List.of(instance));
    }

    final Inventory open() {
        latest = emptyInventory();
        return latest;
    }

    @Nested
    @DisplayName("define")
    class Define extends DefineLaws {
        Define() {
            super(InventoryContract.this);
        }
    }

    @Nested
    @DisplayName("observe")
    class Observe extends ObserveLaws {
        Observe() {
            super(InventoryContract.this);
        }
    }

    @Nested
    @DisplayName("list and countsByVersion")
    class Listing extends ListingLaws {
        Listing() {
            super(InventoryContract.this);
        }
    }
}
