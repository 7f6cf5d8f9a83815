package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static io.agentmaintenance.tck.Invocations.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code counts}: they equal those of a walk over all invocations. */
abstract class CountLaws extends RepositoryLaws {
    private static final int AT_ONCE = 20;
    private static final int TASKS = 60;
    private static final int ROUNDS = 10;
    private static final int READERS = 3;

    CountLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("has no entry for an empty repository, nor for a project without tasks")
    void isEmptyWithoutTasks() {
        assertThat(repository.counts(PROJECT)).isEmpty();
        assertThat(repository.counts(null)).isEmpty();
        given(install("t-1", "web-1"));

        assertThat(repository.counts(OTHER_PROJECT)).isEmpty();
    }

    @Test
    @DisplayName("equals a walk over all tasks, of one project or of all")
    void equalsAWalk() {
        new FilterModel(this).store();

        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        assertThat(countsOf(OTHER_PROJECT)).isEqualTo(walked(OTHER_PROJECT));
        assertThat(countsOf(null)).isEqualTo(walked(PROJECT, OTHER_PROJECT));
    }

    @Test
    @DisplayName("equals the count of the list under every filter of types and status")
    void equalsTheCountOfEveryPage() {
        new FilterModel(this).store();
        List<InvocationCount> counts = repository.counts(PROJECT);

        for (@Nullable InstanceType kind : FilterModel.orNull(InstanceType.values())) {
            for (@Nullable InvocationType type : FilterModel.orNull(InvocationType.values())) {
                for (@Nullable InvocationStatus status : FilterModel.orNull(InvocationStatus.values())) {
                    InvocationQuery query = new InvocationQuery(PROJECT, null, kind, null, type, status, 0, 1);
                    long sum = counts.stream()
                            .filter(count -> kind == null || kind == count.instanceType())
                            .filter(count -> type == null || type == count.type())
                            .filter(count -> status == null || status == count.status())
                            .mapToLong(InvocationCount::count)
                            .sum();
                    assertThat(repository.find(query).count()).as("%s", query).isEqualTo(sum);
                }
            }
        }
    }

    @Test
    @DisplayName("follows every change of state, and no entry is left for a state that no task has")
    void followsEveryChange() {
        given(install("t", "web"), InvocationStatus.SUCCEEDED);
        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        for (InvocationStatus end : InvocationStatus.values()) {
            Invocation task = given(install("t-" + end, "web-" + end));
            assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
            for (InvocationChange step : Invocations.path(task, end)) {
                given(step);
                assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
            }
        }
        Invocation timedOut = given(install("late", "web-late"), InvocationStatus.TIMEOUT);
        given(timedOut.succeed(later(timedOut)));

        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        assertThat(countsOf(null)).isEqualTo(walked(PROJECT));
    }

    @Test
    @DisplayName("follows the end of a rollback, which changes two tasks, and is not moved by a link")
    void followsTheEndOfARollback() {
        Invocation update = given(Invocations.update("u-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation undoing = given(after(update, rollback("r-1", update)), InvocationStatus.RUNNING);
        assertThat(update(updateOf(undoing.succeed(later(undoing)), update.rolledBack(later(undoing), undoing))))
                .isEqualTo(WriteOutcome.STORED);
        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));

        Invocation failed = given(install("t-1", "web-2"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        Invocation running = given(retry.start(later(retry)));
        given(running.requestCancel(later(running)));
        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
    }

    @Test
    @DisplayName("follows a withdrawal, and what was forgotten of every kind and final state")
    void followsWithdrawalsAndForgetting() {
        List<Invocation> tasks = givenAll(installs("t", 6));
        assertThat(withdraw(withdrawal(tasks.get(0)))).isEqualTo(WriteOutcome.STORED);
        assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        new FilterModel(this).store();

        int forgotten;
        do {
            forgotten = repository.forget(MUCH_LATER, AT_ONCE);
            assertThat(countsOf(PROJECT)).isEqualTo(walked(PROJECT));
        } while (forgotten == AT_ONCE);

        assertThat(countsOf(null)).isEqualTo(walked(PROJECT, OTHER_PROJECT));
    }

    @Test
    @DisplayName("is not moved by a write that is a conflict, nor by a repeated insert")
    void isNotMovedByWhatIsNotStored() {
        Invocation task = install("t-1", "web-1");
        Invocation running = given(task, InvocationStatus.RUNNING);

        assertThat(insert(first(task))).isEqualTo(WriteOutcome.STORED);
        assertThat(insert(first(install("t-2", "web-1")))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(update(task.cancel(later(task), "Canceled."))).isEqualTo(WriteOutcome.CONFLICT);
        assertThat(withdraw(withdrawal(task))).isEqualTo(WriteOutcome.CONFLICT);

        assertThat(repository.counts(PROJECT))
                .containsExactly(
                        new InvocationCount(running.instance().type(), running.type(), InvocationStatus.RUNNING, 1));
    }

    @Test
    @DisplayName("shows each task once while its state changes, to concurrent readers")
    void showsEachOnceWhileStatesChange() {
        List<Invocation> tasks = givenAll(installs("t", TASKS));

        boolean whole = Race.readsRightWhile(
                READERS,
                () -> {
                    for (Invocation task : tasks) {
                        Invocations.path(task, InvocationStatus.ROLLBACKED).forEach(this::given);
                    }
                },
                () -> sum(PROJECT) == TASKS && sum(null) == TASKS);

        assertThat(whole).as("whether each reader counted each task once").isTrue();
    }

    @Test
    @DisplayName("equals a walk after 64 threads have inserted, changed, withdrawn and forgotten")
    void equalsAWalkAfter64Threads() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            List<Invocation> tasks = givenAll(installs("round-" + round, TASKS));
            String prefix = "more-" + round + "-";
            Race.of(thread -> {
                switch (thread % 4) {
                    case 0 -> repository.insert(PROJECT, firsts(installs(prefix + thread % 8, 5)));
                    case 1 ->
                        repository.update(
                                PROJECT,
                                tasks.stream()
                                        .map(task -> updateOf(task.cancel(later(task), "Canceled.")))
                                        .toList());
                    case 2 ->
                        repository.withdraw(
                                PROJECT,
                                tasks.stream().map(StoreLaws::withdrawal).toList());
                    default -> repository.forget(MUCH_LATER, 3);
                }
                return thread;
            });

            assertThat(countsOf(PROJECT)).as("in round %d", round).isEqualTo(walked(PROJECT));
            assertThat(countsOf(null)).as("in round %d", round).isEqualTo(walked(PROJECT));
        }
    }

    private long sum(@Nullable ProjectId project) {
        return repository.counts(project).stream()
                .mapToLong(InvocationCount::count)
                .sum();
    }

    /** The counts by their kind, of which each must occur once. */
    private Map<InvocationCount, Long> countsOf(@Nullable ProjectId project) {
        Map<InvocationCount, Long> counts = new HashMap<>();
        for (InvocationCount count : repository.counts(project)) {
            assertThat(count.count()).as("%s", count).isPositive();
            InvocationCount kind = new InvocationCount(count.instanceType(), count.type(), count.status(), 0);
            assertThat(counts.put(kind, count.count()))
                    .as("another entry %s", kind)
                    .isNull();
        }
        return counts;
    }

    private Map<InvocationCount, Long> walked(ProjectId... projects) {
        Map<InvocationCount, Long> counts = new HashMap<>();
        for (ProjectId project : projects) {
            for (Invocation task : all(project)) {
                InvocationCount kind = new InvocationCount(task.instance().type(), task.type(), task.status(), 0);
                counts.merge(kind, 1L, Long::sum);
            }
        }
        return counts;
    }

    private List<Invocation> all(ProjectId project) {
        List<Invocation> all = new ArrayList<>();
        List<Invocation> page;
        do {
            page = repository
                    .find(page(InvocationQuery.newest(project), all.size(), InvocationQuery.MAX_LIMIT))
                    .invocations();
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }
}
