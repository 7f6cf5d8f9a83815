package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.InstanceDirectoryContract;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The inventory in PostgreSQL keeps the contract of the directory:")
class InstanceDirectoryTest extends InstanceDirectoryContract {
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
    protected InstanceDirectory emptyDirectory() {
        return store.emptied().inventory();
    }

    @Override
    protected void put(ProjectId project, Instance instance) {
        store.store().inventory().define(project, List.of(instance));
    }

    @Override
    protected Optional<Runnable> breakDirectory() {
        store.observed().setBroken(true);
        return Optional.of(() -> store.observed().setBroken(false));
    }

    @Override
    protected OptionalLong roundTrips() {
        return OptionalLong.of(store.observed().roundTrips());
    }
}
