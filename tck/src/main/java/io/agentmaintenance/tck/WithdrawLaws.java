package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code withdraw}. */
abstract class WithdrawLaws extends RepositoryLaws {
    private static final Set<Integer> BEGUN = Set.of(0, 41, 57, 99);
    private static final int SERVERS = 100;
    private static final int ROUNDS = 10;

    WithdrawLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("removes an unchanged task from every answer, as if it had never been stored")
    void removesItFromEveryAnswer() {
        Invocation earlier = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation task = given(after(earlier, install("t-2", "web-1")));

        assertThat(withdraw(withdrawal(task))).isEqualTo(STORED);

        assertAbsent(task);
        InvocationPage page = repository.find(InvocationQuery.newest(PROJECT));
        assertThat(page.invocations()).containsExactly(earlier);
        assertThat(page.count()).isEqualTo(1);
        InvocationQuery byId = new InvocationQuery(PROJECT, null, null, task.id(), null, 0, 10);
        assertThat(repository.find(byId)).isEqualTo(InvocationPage.empty());
        assertThat(history(task)).isEqualTo(new InstanceHistory(earlier, earlier));
        assertThat(pending(10)).isEmpty();
        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 10)).isEmpty();
    }

    @Test
    @DisplayName("frees the server for the next task, which is based on the task before")
    void freesTheServer() {
        Invocation alone = given(install("t-1", "web-1"));
        Invocation ended = given(install("t-2", "web-2"), InvocationStatus.FAILED);
        Invocation second = given(after(ended, install("t-3", "web-2")));

        assertThat(withdraw(withdrawal(alone))).isEqualTo(STORED);
        assertThat(withdraw(withdrawal(second))).isEqualTo(STORED);

        assertThat(insert(first(install("t-4", "web-1")))).isEqualTo(STORED);
        assertThat(insert(after(ended, install("t-5", "web-2")))).isEqualTo(STORED);
    }

    @Test
    @DisplayName("keeps a task that has changed since revision 1")
    void keepsWhatHasChanged() {
        for (InvocationStatus status : InvocationStatus.values()) {
            if (status != InvocationStatus.PENDING) {
                Invocation task = install("t-" + status, "web-" + status);
                Invocation now = given(task, status);

                assertThat(withdraw(withdrawal(task)))
                        .as("a task that is %s", status)
                        .isEqualTo(CONFLICT);

                assertStored(now);
            }
        }
    }

    @Test
    @DisplayName("removes the link to a RETRY in the same step, so that the task can be repeated again")
    void removesTheLink() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        Invocation linked = failed.retriedBy(retry.id()).after();

        assertThat(withdraw(withdrawal(retry))).isEqualTo(STORED);

        Invocation free = linked.retriedBy(null).after();
        assertAbsent(retry);
        assertStored(free);
        assertThat(insert(repeating(free, retry("t-3", free)))).isEqualTo(STORED);
    }

    @Test
    @DisplayName("keeps the retry and its link if the retry has begun")
    void keepsTheLinkOfWhatHasBegun() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        Invocation linked = failed.retriedBy(retry.id()).after();
        Invocation begun = given(retry.start(later(retry)));

        assertThat(withdraw(withdrawal(retry))).isEqualTo(CONFLICT);

        assertStored(begun);
        assertStored(linked);
    }

    @Test
    @DisplayName("removes only the link if the repeated task has changed meanwhile, and keeps that change")
    void keepsTheChangeOfTheRepeatedTask() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation retry = given(repeating(timedOut, retry("t-2", timedOut)));
        Invocation linked = timedOut.retriedBy(retry.id()).after();
        given(linked.succeed(later(linked)));

        assertThat(withdraw(withdrawal(retry))).isEqualTo(STORED);

        assertAbsent(retry);
        MaintenanceAssertions.assertThat(stored(timedOut))
                .hasStatus(InvocationStatus.SUCCEEDED)
                .isLate()
                .isRetriedBy(null);
    }

    @Test
    @DisplayName("keeps a link that leads to another retry")
    void keepsTheLinkToAnother() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        Invocation linked = failed.retriedBy(retry.id()).after();
        Invocation other = given(linked.retriedBy(InvocationId.of("t-3")));

        assertThat(withdraw(withdrawal(retry))).isEqualTo(STORED);

        assertAbsent(retry);
        assertStored(other);
    }

    @Test
    @DisplayName("of 100 entries removes 96, and reports the 4 that have begun as conflicts in their positions")
    void reportsConflictsInTheirPositions() {
        List<Invocation> batch = givenAll(installs("t", BATCH));
        for (int i : BEGUN) {
            given(batch.get(i).start(later(batch.get(i))));
        }

        List<WriteOutcome> outcomes = repository.withdraw(
                PROJECT, batch.stream().map(StoreLaws::withdrawal).toList());

        assertThat(outcomes).hasSize(BATCH);
        for (int i = 0; i < BATCH; i++) {
            boolean begun = BEGUN.contains(i);
            assertThat(outcomes.get(i)).as("outcome %d", i).isEqualTo(begun ? CONFLICT : STORED);
            Invocation left = stored(batch.get(i));
            assertThat(left != null).as("whether entry %d is stored", i).isEqualTo(begun);
        }
    }

    @Test
    @DisplayName("with 64 threads, a task is either withdrawn or begun, never both")
    void losesOrWinsAgainstTheStart() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            race(givenAll(installs("round-" + round, SERVERS)));
        }
    }

    private void race(List<Invocation> tasks) {
        List<Withdrawal> withdrawals = tasks.stream().map(StoreLaws::withdrawal).toList();
        List<InvocationUpdate> starts =
                tasks.stream().map(task -> updateOf(task.start(later(task)))).toList();

        List<List<WriteOutcome>> outcomes = Race.of(thread ->
                thread % 2 == 0 ? repository.withdraw(PROJECT, withdrawals) : repository.update(PROJECT, starts));

        for (int server = 0; server < SERVERS; server++) {
            Invocation task = tasks.get(server);
            int stored = 0;
            boolean begun = false;
            for (int thread = 0; thread < Race.THREADS; thread++) {
                boolean won = outcomes.get(thread).get(server) == STORED;
                stored += won ? 1 : 0;
                begun |= won && thread % 2 == 1;
            }
            assertThat(stored).as("writes that withdrew or began %s", task.id()).isEqualTo(1);
            assertThat(stored(task)).as("%s, begun: %s", task.id(), begun).isEqualTo(begun ? startOf(task) : null);
        }
    }

    private static Invocation startOf(Invocation task) {
        return task.start(later(task)).after();
    }
}
