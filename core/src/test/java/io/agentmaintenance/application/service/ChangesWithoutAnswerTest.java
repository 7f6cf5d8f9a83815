package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.fixture.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the simulation allows, and the port of listeners documents. */
@DisplayName("A store that stores a change, and throws although it did")
class ChangesWithoutAnswerTest {
    private final World world = new World().with("s1", noAgent());

    @BeforeEach
    void accept() {
        world.install("s1");
        world.calls.brokenAfterwards("repository.update");
    }

    @Test
    @DisplayName("makes a report fail; repeated, it is known already, and listeners never hear of the change")
    void report() {
        assertThatThrownBy(() -> world.report("t1", Event.STARTED)).isInstanceOf(PortException.class);
        world.calls.mended();

        assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.REPEATED);
        assertThat(world.listener.news()).containsExactly("t1 accepted");
    }

    @Test
    @DisplayName("is read again by a cancel: the task is CANCELED, and work on it is not begun")
    void cancel() {
        assertThat(world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1")))
                .containsExactly(CancelOutcome.CANCELED);
        assertThat(world.uncaught).hasSize(1);
        world.calls.mended();

        assertThat(world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1")))
                .containsExactly(CancelOutcome.FINISHED);
        assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.OBSOLETE);
        assertThat(world.listener.news()).containsExactly("t1 accepted");
    }
}
