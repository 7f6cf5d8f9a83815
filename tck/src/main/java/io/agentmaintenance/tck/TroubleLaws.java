package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws about failures and about the number of round trips. */
abstract class TroubleLaws extends RepositoryLaws {
    private static final int ENTRIES = 9;
    private static final int HOLE = 5;

    TroubleLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("an insert that throws because an entry is missing has stored nothing, not even the entries before it")
    void insertThatThrowsHasStoredNothing() {
        List<Invocation> batch = installs("t", ENTRIES);

        List<WriteOutcome> outcomes = outcomes(() -> repository.insert(PROJECT, withAHole(firsts(batch))));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(stored(batch.get(i)) != null)
                    .as("whether entry %d is stored", i)
                    .isEqualTo(outcomes.get(i) == STORED);
        }
    }

    @Test
    @DisplayName("an update that throws because an entry is missing has stored nothing, not even the entries before it")
    void updateThatThrowsHasStoredNothing() {
        List<Invocation> batch = givenAll(installs("t", ENTRIES));

        List<WriteOutcome> outcomes = outcomes(() -> repository.update(PROJECT, withAHole(starts(batch))));

        for (int i = 0; i < batch.size(); i++) {
            Invocation task = batch.get(i);
            assertStored(outcomes.get(i) == STORED ? task.start(later(task)).after() : task);
        }
    }

    @Test
    @DisplayName(
            "a withdrawal that throws because an entry is missing has removed nothing, not even the entries before it")
    void withdrawThatThrowsHasRemovedNothing() {
        List<Invocation> batch = givenAll(installs("t", ENTRIES));

        List<WriteOutcome> outcomes = outcomes(() -> repository.withdraw(PROJECT, withAHole(withdrawals(batch))));

        for (int i = 0; i < batch.size(); i++) {
            assertThat(stored(batch.get(i)) == null)
                    .as("whether entry %d is removed", i)
                    .isEqualTo(outcomes.get(i) == STORED);
        }
    }

    @Test
    @DisplayName("every method throws PortException while the store is broken")
    void throwsPortExceptionWhileBroken() {
        Invocation task = given(install("t-1", "web-1"));
        Invocation other = install("t-2", "web-2");
        Runnable repair = breakStore();
        try {
            List<ThrowingCallable> calls = List.of(
                    () -> repository.insert(PROJECT, List.of(first(other))),
                    () -> repository.withdraw(PROJECT, List.of(withdrawal(task))),
                    () -> repository.update(PROJECT, List.of(updateOf(task.start(later(task))))),
                    () -> repository.findAll(PROJECT, List.of(task.id())),
                    () -> repository.histories(PROJECT, List.of(task.instanceId())),
                    () -> repository.find(InvocationQuery.newest(PROJECT)),
                    () -> repository.overdue(MUCH_LATER, MUCH_LATER, 10),
                    () -> repository.counts(PROJECT),
                    () -> repository.counts(null),
                    () -> repository.oldestPending(),
                    () -> repository.datedAfter(MUCH_LATER),
                    () -> repository.running(null, 10),
                    () -> repository.forget(MUCH_LATER, 10),
                    () -> pending(10));
            for (int i = 0; i < calls.size(); i++) {
                assertThatThrownBy(calls.get(i)).as("method %d", i).isInstanceOf(PortException.class);
            }
        } finally {
            repair.run();
        }
    }

    @Test
    @DisplayName("after a repair the store works, has the same content as before, and nothing of the failed calls")
    void worksAgainAfterARepair() {
        Invocation task = given(install("t-1", "web-1"));
        Invocation other = install("t-2", "web-2");
        Runnable repair = breakStore();
        try {
            assertThatThrownBy(() -> insert(first(other))).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> update(task.start(later(task)))).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> withdraw(withdrawal(task))).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }
        assertStored(task);
        assertThat(listed()).containsExactly(task.id());
        assertStored(given(task.start(later(task))));
        assertStored(given(other));
    }

    @Test
    @DisplayName("every method needs as many round trips for a batch of 100 as for one of 2")
    void makesAConstantNumberOfRoundTrips() {
        Assumptions.assumeTrue(contract.roundTrips().isPresent(), "the repository does not count round trips");
        List<Long> small = costs("small", 2);
        assertThat(costs("large", BATCH)).as("round trips of each method").isEqualTo(small);
    }

    private List<Long> costs(String prefix, int size) {
        List<Invocation> batch = installs(prefix, size);
        List<Invocation> toStart = batch.subList(0, size / 2);
        List<Invocation> toWithdraw = batch.subList(size / 2, size);
        return List.of(
                cost(() -> repository.insert(PROJECT, firsts(batch))),
                cost(() -> repository.update(PROJECT, starts(toStart))),
                cost(() -> repository.withdraw(PROJECT, withdrawals(toWithdraw))),
                cost(() -> repository.findAll(
                        PROJECT, batch.stream().map(Invocation::id).toList())),
                cost(() -> repository.histories(
                        PROJECT, batch.stream().map(Invocation::instanceId).toList())));
    }

    private long cost(Runnable call) {
        long before = contract.roundTrips().orElse(0);
        call.run();
        return contract.roundTrips().orElse(0) - before;
    }

    private Runnable breakStore() {
        Optional<Runnable> repair = contract.breakStore();
        Assumptions.assumeTrue(repair.isPresent(), "the store cannot be broken");
        return repair.get();
    }

    private static List<InvocationUpdate> starts(List<Invocation> tasks) {
        return tasks.stream().map(task -> updateOf(task.start(later(task)))).toList();
    }

    private static List<Withdrawal> withdrawals(List<Invocation> tasks) {
        return tasks.stream().map(StoreLaws::withdrawal).toList();
    }

    // A null entry makes any repository throw, whatever its store.
    @SuppressWarnings("NullAway")
    private static <E> List<E> withAHole(List<E> entries) {
        List<E> broken = new ArrayList<>(entries);
        broken.add(HOLE, null);
        return broken;
    }

    /** The outcomes of the entries beside the null, or nothing if the call throws. */
    private static List<WriteOutcome> outcomes(Supplier<List<WriteOutcome>> call) {
        try {
            List<WriteOutcome> outcomes = new ArrayList<>(call.get());
            outcomes.remove(HOLE);
            return outcomes;
        } catch (RuntimeException e) {
            return Collections.nCopies(ENTRIES, WriteOutcome.FAILED);
        }
    }
}
