package io.agentmaintenance.tck;

import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the repository: an empty repository for each test. */
abstract class RepositoryLaws extends StoreLaws {
    final InvocationRepositoryContract contract;

    RepositoryLaws(InvocationRepositoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openRepository() {
        repository = contract.emptyRepository();
    }
}
