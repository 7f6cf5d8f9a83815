package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.tck.JournalContract;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory task store keeps the contract of the journal:")
class JournalTest extends JournalContract {
    private InMemoryInvocationRepository store;

    @Override
    protected InvocationRepository emptyRepository() {
        store = InMemoryInvocationRepository.withDefaults();
        return store;
    }

    @Override
    protected Journal journal() {
        return store.journal();
    }

    @Override
    protected Optional<InvocationRepository> emptyRepositoryWithJournalOf(int entries) {
        store = InMemoryInvocationRepository.keeping(1000, entries);
        return Optional.of(store);
    }
}
