package io.agentmaintenance.application.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that takes no time, carried out by the core,")
class CarryOutByTheCoreTest extends CarryOutLaws {
    @Override
    ReportExecutionUseCase reports() {
        return world.maintenance.reports();
    }

    @Test
    @DisplayName("is read nowhere, and stored twice")
    void calls() {
        world.calls.forget();

        carryOut();

        assertThat(world.calls.log()).containsExactly("repository.update", "repository.update");
    }
}
