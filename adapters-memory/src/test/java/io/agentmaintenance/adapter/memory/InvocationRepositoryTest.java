package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory task store keeps the contract of the repository:")
class InvocationRepositoryTest extends InvocationRepositoryContract {
    @Override
    protected InvocationRepository emptyRepository() {
        return InMemoryInvocationRepository.withDefaults();
    }

    @Override
    protected Optional<InvocationRepository> emptyRepositoryKeeping(int finished) {
        return Optional.of(InMemoryInvocationRepository.keeping(finished));
    }
}
