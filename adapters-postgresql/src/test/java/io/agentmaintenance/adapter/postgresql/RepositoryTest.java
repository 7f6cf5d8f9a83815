package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The task store in PostgreSQL, without auto-commit, keeps the contract of the repository:")
class RepositoryTest extends InvocationRepositoryContract {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.withAutoCommit(false);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Override
    protected InvocationRepository emptyRepository() {
        return store.emptied().repository();
    }

    @Override
    protected Optional<Runnable> breakStore() {
        store.failing().setBroken(true);
        return Optional.of(() -> store.failing().setBroken(false));
    }

    @Override
    protected OptionalLong roundTrips() {
        return OptionalLong.of(store.roundTrips());
    }
}
