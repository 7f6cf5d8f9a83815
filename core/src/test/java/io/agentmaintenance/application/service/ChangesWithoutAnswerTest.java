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
@DisplayName("When a store stores a change and throws nevertheless,")
class ChangesWithoutAnswerTest {
    private final World world = new World().with("s1", noAgent());

    @BeforeEach
    void accept() {
        world.install("s1");
        world.calls.brokenAfterwards("repository.update");
    }

    @Test
    @DisplayName("the report fails; a repeated report is recognized, and listeners are not notified of the change")
    void failsTheReportAndRecognizesItsRepetition() {
        assertThatThrownBy(() -> world.report("t1", Event.STARTED)).isInstanceOf(PortException.class);
        world.calls.mended();

        assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.REPEATED);
        assertThat(world.listener.news()).containsExactly("t1 accepted");
    }

    @Test
    @DisplayName("a cancel request reads the task again: it is CANCELED, and its work does not begin")
    void readsTheTaskAgainForACancel() {
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
