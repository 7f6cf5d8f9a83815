package io.agentmaintenance.simulation;

import static io.agentmaintenance.simulation.Invariant.ANNOUNCED_AFTER_STORED;
import static io.agentmaintenance.simulation.Invariant.ANNOUNCED_ONCE;
import static io.agentmaintenance.simulation.Invariant.ANSWERED_IN_ORDER;
import static io.agentmaintenance.simulation.Invariant.ANSWER_MATCHES_STORE;
import static io.agentmaintenance.simulation.Invariant.BEGUN_ONCE;
import static io.agentmaintenance.simulation.Invariant.CAUSE_IS_NAMED;
import static io.agentmaintenance.simulation.Invariant.CHAIN_IN_ORDER;
import static io.agentmaintenance.simulation.Invariant.END_IS_SHOWN;
import static io.agentmaintenance.simulation.Invariant.ENTRIES_ARE_DISTINCT;
import static io.agentmaintenance.simulation.Invariant.LEGAL_TRANSITIONS;
import static io.agentmaintenance.simulation.Invariant.NOTHING_LOST;
import static io.agentmaintenance.simulation.Invariant.NOT_BLOCKED;
import static io.agentmaintenance.simulation.Invariant.ONE_ACTIVE;
import static io.agentmaintenance.simulation.Invariant.ONLY_PORT_FAILURES_ARE_THROWN;
import static io.agentmaintenance.simulation.Invariant.ORPHANED_WORK_IS_TAKEN_OVER;
import static io.agentmaintenance.simulation.Invariant.PENDING_IS_HANDED_OVER;
import static io.agentmaintenance.simulation.Invariant.RECENT_TASK_IS_LEFT_ALONE;
import static io.agentmaintenance.simulation.Invariant.REFUSED_CREATES_NOTHING;
import static io.agentmaintenance.simulation.Invariant.ROLLBACK_MARKS_UPDATE;
import static io.agentmaintenance.simulation.Invariant.SAME_TASK;
import static io.agentmaintenance.simulation.Invariant.STORED_BEFORE_STARTED;
import static io.agentmaintenance.simulation.Invariant.TIME_IN_ORDER;
import static io.agentmaintenance.simulation.Invariant.TIME_OUT_IN_TIME;
import static io.agentmaintenance.simulation.Invariant.WISH_REACHES_THE_WORK;
import static io.agentmaintenance.simulation.Invariant.WORKER_STAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentmaintenance.domain.InvocationStatus;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A planted fault in the simulation:")
class PlantedFaultsTest {
    private static final int SEEDS = 500;

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("a store that accepts a second active task", ONE_ACTIVE, StoreMutants::acceptsASecondActive),
                fault("a store in which the last write wins", LEGAL_TRANSITIONS, StoreMutants::lastWriteWins),
                fault(
                        "an executor that stores CANCELED itself, without comparing revisions",
                        LEGAL_TRANSITIONS,
                        HostMutants::storesCanceledItself),
                fault("a store that stores half of an update", ROLLBACK_MARKS_UPDATE, StoreMutants::storesHalfAnUpdate),
                fault("a store that truncates times to seconds", TIME_IN_ORDER, StoreMutants::truncatesTimes),
                fault("a store that loses the origin of a task", SAME_TASK, StoreMutants::forgetsOrigin),
                fault("a store that loses the worker when a task ends", WORKER_STAYS, StoreMutants::forgetsTheWorker),
                fault(
                        "a store that loses the wish to cancel when a task ends",
                        WORKER_STAYS,
                        StoreMutants::forgetsTheWishToCancel),
                fault("a core that names the wrong actor", CAUSE_IS_NAMED, HostMutants::namesNobody),
                fault(
                        "a core that writes each change twice in one call",
                        ENTRIES_ARE_DISTINCT,
                        HostMutants::writesTwice),
                fault("a store that finds no overdue task", NOT_BLOCKED, StoreMutants::findsNothingOverdue),
                fault(
                        "a store that finds no RUNNING task dated ahead",
                        NOT_BLOCKED,
                        () -> StoreMutants.findsNothingDatedAhead(InvocationStatus.RUNNING)),
                fault(
                        "a store that finds no PENDING task dated ahead",
                        PENDING_IS_HANDED_OVER,
                        () -> StoreMutants.findsNothingDatedAhead(InvocationStatus.PENDING)),
                fault(
                        "a store that finds tasks overdue too early",
                        TIME_OUT_IN_TIME,
                        StoreMutants::findsOverdueTooEarly),
                fault("a store that does not keep the chain", CHAIN_IN_ORDER, StoreMutants::forgetsTheChain),
                fault(
                        "a store that loses its latest task when a process crashes",
                        NOTHING_LOST,
                        StoreMutants::losesTheLatestWithItsProcess),
                fault("a host that never ends overdue tasks", NOTHING_LOST, HostMutants::neverExpires),
                fault("a host that does not resume", PENDING_IS_HANDED_OVER, HostMutants::neverResumes),
                fault(
                        "an executor that loses a task that it was given",
                        PENDING_IS_HANDED_OVER,
                        HostMutants::losesWhatIsHandedOver),
                fault("a core that starts before it stores", STORED_BEFORE_STARTED, HostMutants::startsBeforeStoring),
                fault(
                        "an executor that begins work although its report was not applied",
                        BEGUN_ONCE,
                        HostMutants::ignoresTheReportOutcome),
                fault(
                        "an executor that begins work although another worker has taken it",
                        BEGUN_ONCE,
                        ProcessMutants::beginsWhatIsTaken),
                fault(
                        "a core that answers REPEATED instead of TAKEN",
                        ANSWER_MATCHES_STORE,
                        ProcessMutants::answersRepeatedInsteadOfTaken),
                fault(
                        "an executor that begins the work of a dead process, of which the server knows nothing",
                        BEGUN_ONCE,
                        ProcessMutants::beginsTheWorkOfOthers),
                fault(
                        "an executor that reports work as interrupted that may still begin",
                        END_IS_SHOWN,
                        ProcessMutants::reportsBeforeItStops),
                fault(
                        "an executor that does not read the wishes to cancel",
                        WISH_REACHES_THE_WORK,
                        ProcessMutants::readsNoWishes),
                fault(
                        "a host that does not take over the work of dead processes",
                        ORPHANED_WORK_IS_TAKEN_OVER,
                        ProcessMutants::neverTakesOver),
                fault(
                        "a store that finds no RUNNING task",
                        ORPHANED_WORK_IS_TAKEN_OVER,
                        ProcessMutants::findsNothingRunning),
                fault(
                        "a host that hands over again without an age",
                        RECENT_TASK_IS_LEFT_ALONE,
                        ProcessMutants::handsOverWithoutAge),
                fault(
                        "a store that finds PENDING tasks of any age",
                        RECENT_TASK_IS_LEFT_ALONE,
                        ProcessMutants::findsThePendingOfAnyAge),
                fault(
                        "a core in which a late end overwrites the end that another process has reported",
                        LEGAL_TRANSITIONS,
                        ProcessMutants::letsTheLateOverwrite),
                fault("a core that notifies listeners twice", ANNOUNCED_ONCE, HostMutants::notifiesTwice),
                fault(
                        "a store that reports conflicts as success",
                        ANNOUNCED_AFTER_STORED,
                        HostMutants::takesConflictsForSuccess),
                fault(
                        "a store that reports success as failure",
                        REFUSED_CREATES_NOTHING,
                        HostMutants::takesSuccessForFailure),
                fault(
                        "a core that answers a batch in reverse order",
                        ANSWERED_IN_ORDER,
                        HostMutants::answersInReverseOrder),
                fault(
                        "a core that leaves out the last item of an answer",
                        ANSWERED_IN_ORDER,
                        HostMutants::omitsTheLastAnswer),
                fault(
                        "a store that lists without applying the filter",
                        ANSWER_MATCHES_STORE,
                        HostMutants::listsWithoutFilter),
                fault(
                        "a core that throws an undocumented exception",
                        ONLY_PORT_FAILURES_ARE_THROWN,
                        HostMutants::throwsUndocumentedException));
    }

    @ParameterizedTest(name = "{0} breaks {1}")
    @MethodSource("faults")
    @DisplayName("the simulation reports the invariant that the fault breaks")
    void reportsTheBrokenInvariant(String fault, Invariant invariant, Supplier<Parts> parts) {
        Optional<FailedRun> failed = LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> failure(seed, parts.get()))
                .flatMap(Optional::stream)
                .findFirst();

        assertThat(failed.flatMap(FailedRun::invariant)).as(fault).contains(invariant);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("every invariant has a fault that breaks it")
    void everyInvariantHasAFault(Invariant invariant) {
        assertThat(faults()).anyMatch(fault -> fault.get()[1] == invariant);
    }

    @Test
    @DisplayName("the correct store, which the broken stores extend, breaks no invariant")
    void correctStoreBreaksNoInvariant() {
        assertThatCode(() ->
                        LongStream.rangeClosed(1, SEEDS).forEach(seed -> Simulation.run(seed, StoreMutants.correct())))
                .doesNotThrowAnyException();
    }

    private static Optional<FailedRun> failure(long seed, Parts parts) {
        try {
            Simulation.run(seed, parts);
            return Optional.empty();
        } catch (FailedRun e) {
            return Optional.of(e);
        }
    }

    private static Arguments fault(String name, Invariant invariant, Supplier<Parts> parts) {
        return arguments(name, invariant, parts);
    }
}
