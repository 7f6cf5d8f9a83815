package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The task store in SQLite keeps the contract of the repository:")
class RepositoryTest extends InvocationRepositoryContract {
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
    protected InvocationRepository emptyRepository() {
        return store.emptied().repository();
    }

    @Override
    protected Optional<Runnable> breakStore() {
        store.connections().setBroken(true);
        return Optional.of(() -> store.connections().setBroken(false));
    }
}
