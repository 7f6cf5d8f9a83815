package io.agentmaintenance.application.service;

import static io.agentmaintenance.application.port.in.ReportOutcome.APPLIED;
import static io.agentmaintenance.application.port.in.ReportOutcome.OBSOLETE;
import static io.agentmaintenance.application.port.in.ReportOutcome.REPEATED;
import static io.agentmaintenance.application.port.in.ReportOutcome.TAKEN;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A worker that reports the start of a task")
class WorkersTest {
    private static final Worker FIRST = new Worker("node-1.4f2a", 1);
    private static final Worker SECOND = new Worker("node-2.77c0", 1);

    private final World world = new World().with("s1", noAgent());

    @BeforeEach
    void anInstallation() {
        world.install("s1");
    }

    @Test
    @DisplayName("begins it, and is kept with it")
    void begins() {
        assertThat(start(FIRST)).isEqualTo(APPLIED);
        assertThat(world.task("t1").progress().startedBy()).isEqualTo(FIRST);
    }

    @Test
    @DisplayName("goes on if it has reported that before")
    void goesOnAfterItsOwnReport() {
        start(FIRST);

        assertThat(start(FIRST)).isEqualTo(REPEATED);
    }

    static Stream<Worker> others() {
        return Stream.of(SECOND, new Worker(FIRST.process(), 2), new Worker(SECOND.process(), 2));
    }

    @ParameterizedTest
    @MethodSource("others")
    @DisplayName("does not begin it if another one has: another process, or another run of the same process")
    void doesNotBeginWhatAnotherHasBegun(Worker other) {
        start(FIRST);
        Invocation begun = world.task("t1");
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(start(other)).isEqualTo(TAKEN);
        assertThat(world.task("t1")).isEqualTo(begun);
        assertThat(start(FIRST)).isEqualTo(REPEATED);
    }

    @Test
    @DisplayName("does not begin it if it is not known who has")
    void doesNotBeginWhatAnUnknownWorkerHasBegun() {
        // The end was reported without a worker; its start was stored, and the end itself was not.
        world.repository.forcing(
                (write, invocation) -> invocation.status() == InvocationStatus.RUNNING ? WriteOutcome.FAILED : null);
        assertThatThrownBy(() -> report(ExecutionReport.succeeded(world.task("t1"))))
                .isInstanceOf(PortException.class);
        world.repository.forcing((write, invocation) -> null);

        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(world.task("t1").progress().startedBy()).isNull();
        assertThat(start(FIRST)).isEqualTo(TAKEN);
    }

    @Test
    @DisplayName("loses if another one is faster by a moment")
    void losesARace() {
        world.calls.before(
                "repository.update", once(() -> assertThat(start(SECOND)).isEqualTo(APPLIED)));

        assertThat(start(FIRST)).isEqualTo(TAKEN);
        assertThat(world.task("t1").progress().startedBy()).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("is one of two in the same call: the first one begins")
    void firstOfOneCallBegins() {
        Invocation task = world.task("t1");

        assertThat(world.maintenance
                        .reports()
                        .report(List.of(
                                ExecutionReport.started(task, FIRST),
                                ExecutionReport.started(task, SECOND),
                                ExecutionReport.started(task, FIRST))))
                .containsExactly(APPLIED, TAKEN, REPEATED);
    }

    @Test
    @DisplayName("goes on if the answer to its first report was lost; another one does not begin")
    void goesOnAfterALostAnswer() {
        world.calls.brokenAfterwards("repository.update");
        assertThatThrownBy(() -> start(FIRST)).isInstanceOf(PortException.class);
        world.calls.mended();

        assertThat(start(SECOND)).isEqualTo(TAKEN);
        assertThat(start(FIRST)).isEqualTo(REPEATED);
    }

    @Test
    @DisplayName("does not begin what has ended, whichever worker began it")
    void doesNotBeginWhatHasEnded() {
        start(FIRST);
        report(ExecutionReport.succeeded(world.task("t1")));

        assertThat(start(FIRST)).isEqualTo(OBSOLETE);
        assertThat(start(SECOND)).isEqualTo(OBSOLETE);
    }

    @Test
    @DisplayName("too late is kept with it all the same, where its report of the end implies the start")
    void isKeptWithAnImpliedStart() {
        assertThat(report(ExecutionReport.succeeded(world.task("t1")).by(SECOND)))
                .isEqualTo(APPLIED);
        assertThat(world.task("t1").progress().startedBy()).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("stays the one that began it, if another one reports the end")
    void staysTheOneThatBegan() {
        start(FIRST);

        assertThat(report(ExecutionReport.succeeded(world.task("t1")).by(SECOND)))
                .isEqualTo(APPLIED);
        assertThat(world.task("t1").progress().startedBy()).isEqualTo(FIRST);
    }

    private ReportOutcome start(Worker worker) {
        return report(ExecutionReport.started(world.task("t1"), worker));
    }

    private ReportOutcome report(ExecutionReport report) {
        return world.maintenance.reports().report(report);
    }
}
