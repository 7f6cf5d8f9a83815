package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.tck.JournalContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The journal in SQLite keeps the contract of the journal:")
class JournalTest extends JournalContract {
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
    protected Journal journal() {
        return store.store().journal();
    }
}
