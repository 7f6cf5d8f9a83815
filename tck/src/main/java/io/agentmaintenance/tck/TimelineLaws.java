package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static io.agentmaintenance.tck.Invocations.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws about what a repository writes into its journal, and of {@code timeline}. */
abstract class TimelineLaws extends JournalLaws {
    private static final int TASKS = 30;

    TimelineLaws(JournalContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("is empty for an unknown task")
    void isEmptyForTheUnknown() {
        given(install("t-1", "web-1"));

        assertThat(journal.timeline(PROJECT, InvocationId.of("unknown"))).isEmpty();
        assertThat(journal.timeline(OTHER_PROJECT, InvocationId.of("t-1"))).isEmpty();
    }

    @Test
    @DisplayName(
            "has the acceptance, with the caller that requested the task, and every new state once, in their order")
    void hasEachStep() {
        for (InvocationStatus end : InvocationStatus.values()) {
            Invocation task = install("t-" + end, "web-" + end);
            given(task, end);

            assertThat(timeline(task)).as("to %s", end).isEqualTo(entriesOf(task, end));
        }
    }

    @Test
    @DisplayName("has each kind of actor, with a name of any script and of 64 characters")
    void hasTheActor() {
        List<Actor> actors = List.of(
                Actor.unknownCaller(),
                Actor.caller("n".repeat(Actor.MAX_NAME)),
                Actor.caller("M\u00fcller, \u6f22 \ud83d\ude80 '; -- "),
                Actor.unknownWorker(),
                Actor.supervision());
        for (int i = 0; i < actors.size(); i++) {
            Invocation task = given(
                    invocation("t-" + i, "web-" + i).requestedBy(actors.get(i)).build());
            InvocationChange cancel = task.cancel(later(task), "Canceled.");
            assertThat(update(InvocationUpdate.of(cancel, actors.get(i)))).isEqualTo(STORED);

            assertThat(timeline(task))
                    .containsExactly(JournalEntry.accepted(task), JournalEntry.changed(cancel, actors.get(i)));
        }
    }

    @Test
    @DisplayName("has the whole message, the time to the millisecond, and the mark of a late report")
    void hasMessageTimeAndMark() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        String message = "\u6f22\ud83d\ude80 ".repeat(1250);
        InvocationChange late = timedOut.fail(later(timedOut).plusMillis(7), message, null);
        given(late);

        assertThat(timeline(timedOut)).last().isEqualTo(entryOf(late));
    }

    @Test
    @DisplayName("has the wish to cancel, which is no new state")
    void hasTheWishToCancel() {
        Invocation running = given(install("t-1", "web-1"), InvocationStatus.RUNNING);
        InvocationChange wish = running.requestCancel(later(running));
        Invocation unwanted = given(wish);
        InvocationChange end = unwanted.succeed(later(unwanted));
        given(end);

        List<JournalEntry> expected = entriesOf(install("t-1", "web-1"), InvocationStatus.RUNNING);
        expected.add(entryOf(wish));
        expected.add(entryOf(end));
        assertThat(timeline(running)).isEqualTo(expected);
    }

    @Test
    @DisplayName("has both changes of an update of two, each in the timeline of its own task")
    void hasBothOfTwo() {
        Invocation update = given(Invocations.update("u-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation undoing = given(after(update, rollback("r-1", update)), InvocationStatus.RUNNING);
        InvocationUpdate both = updateOf(undoing.succeed(later(undoing)), update.rolledBack(later(undoing), undoing));

        assertThat(update(both)).isEqualTo(STORED);

        assertThat(timeline(undoing)).hasSize(3).last().isEqualTo(entryOf(both.change()));
        assertThat(timeline(update)).hasSize(4).last().isEqualTo(entryOf(update.rolledBack(later(undoing), undoing)));
    }

    @Test
    @DisplayName("has a withdrawal, although the task is no longer stored")
    void hasTheWithdrawal() {
        Invocation task = given(install("t-1", "web-1"));

        assertThat(withdraw(withdrawal(task))).isEqualTo(STORED);

        assertThat(timeline(task))
                .containsExactly(
                        JournalEntry.accepted(task),
                        JournalEntry.withdrawn(task, withdrawal(task).at()));
    }

    @Test
    @DisplayName("has nothing about a link to a retry, neither when it is stored nor when it is taken back")
    void hasNoLinks() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        List<JournalEntry> before = timeline(failed);

        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        assertThat(withdraw(withdrawal(retry))).isEqualTo(STORED);
        Invocation free = failed.retriedBy(retry.id()).after().retriedBy(null).after();
        given(free.retriedBy(InvocationId.of("t-3")));

        assertThat(timeline(failed)).isEqualTo(before);
    }

    @Test
    @DisplayName("has nothing about a write that is a conflict, nor about an insert that is repeated")
    void hasNothingThatIsNotStored() {
        Invocation task = install("t-1", "web-1");
        Invocation running = given(task, InvocationStatus.RUNNING);
        List<JournalEntry> before = all(null, null, 100);

        assertThat(insert(first(task))).isEqualTo(STORED);
        assertThat(insert(first(install("t-2", "web-1")))).isEqualTo(CONFLICT);
        assertThat(insert(first(install("t-1", "web-2")))).isEqualTo(CONFLICT);
        assertThat(update(task.cancel(later(task), "Canceled."))).isEqualTo(CONFLICT);
        assertThat(withdraw(withdrawal(task))).isEqualTo(CONFLICT);

        assertThat(timeline(running)).isEqualTo(before);
        assertThat(all(null, null, 100)).isEqualTo(before);
    }

    @Test
    @DisplayName("has, of a batch of 100, an entry for each that was stored and none for the others")
    void hasTheStoredOfABatch() {
        List<Invocation> batch = installs("t", BATCH);
        List<Invocation> stored = new ArrayList<>(batch);
        for (int i : new int[] {99, 57, 41, 0}) {
            given(install("winner-" + i, batch.get(i).instanceId().value()));
            stored.remove(i);
        }

        List<WriteOutcome> outcomes = repository.insert(PROJECT, firsts(batch));

        assertThat(outcomes).hasSize(BATCH);
        for (Invocation task : batch) {
            assertThat(timeline(task))
                    .isEqualTo(stored.contains(task) ? List.of(JournalEntry.accepted(task)) : List.of());
        }
    }

    @Test
    @DisplayName("keeps projects with the same ids apart")
    void keepsProjectsApart() {
        Invocation here = install("t-1", "web-1");
        Invocation there = invocation("t-1", "web-1").project(OTHER_PROJECT).build();
        given(here, InvocationStatus.CANCELED);
        given(there, InvocationStatus.RUNNING);

        assertThat(timeline(here)).isEqualTo(entriesOf(here, InvocationStatus.CANCELED));
        assertThat(timeline(there)).isEqualTo(entriesOf(there, InvocationStatus.RUNNING));
    }

    @Test
    @DisplayName("has exactly the change that was stored when 64 threads begin, cancel and withdraw the same tasks")
    void hasTheWinnerUnder64Threads() {
        List<Invocation> tasks = givenAll(installs("t", TASKS));

        Race.of(thread -> {
            switch (thread % 3) {
                case 0 ->
                    repository.update(
                            PROJECT,
                            tasks.stream()
                                    .map(task -> updateOf(task.start(later(task).plusMillis(thread))))
                                    .toList());
                case 1 ->
                    repository.update(
                            PROJECT,
                            tasks.stream()
                                    .map(task -> updateOf(task.cancel(later(task), "Canceled by " + thread)))
                                    .toList());
                default ->
                    repository.withdraw(
                            PROJECT, tasks.stream().map(StoreLaws::withdrawal).toList());
            }
            return thread;
        });

        for (Invocation task : tasks) {
            List<JournalEntry> timeline = timeline(task);
            assertThat(timeline)
                    .as("timeline of %s", task.id())
                    .hasSize(2)
                    .first()
                    .isEqualTo(JournalEntry.accepted(task));
            Invocation now = stored(task);
            assertThat(timeline.get(1))
                    .isEqualTo(
                            now == null
                                    ? JournalEntry.withdrawn(
                                            task, withdrawal(task).at())
                                    : entryOf(new InvocationChange(task, now)));
        }
    }
}
