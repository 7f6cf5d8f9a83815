package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static io.agentmaintenance.adapter.memory.Tasks.WORKER;
import static io.agentmaintenance.adapter.memory.Tasks.insertion;
import static io.agentmaintenance.adapter.memory.Tasks.install;
import static io.agentmaintenance.adapter.memory.Tasks.update;
import static io.agentmaintenance.application.port.out.InvocationRepository.END_OF_TIME;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only what is special to the in-memory store. {@link InvocationRepositoryTest} tests the contract of every repository. */
@DisplayName("The in-memory task store")
class InMemoryInvocationRepositoryTest {
    private static final InvocationQuery NEWEST = InvocationQuery.newest(PROJECT);

    private final InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(3);

    @Test
    @DisplayName("rejects a bound below one finished task")
    void rejectsABoundBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> InMemoryInvocationRepository.keeping(0));
    }

    @Test
    @DisplayName("forgets at the end of a call, so that a later entry of the call may still change the forgotten task")
    void forgetsAtTheEndOfACall() {
        InMemoryInvocationRepository keepsOne = InMemoryInvocationRepository.keeping(1);
        Invocation late = install("late", "i");
        Invocation other = install("other", "j");
        InvocationChange timeOut = late.timeOut(START);
        keepsOne.insert(PROJECT, List.of(new Insertion(late, null, null), new Insertion(other, null, null)));
        keepsOne.update(PROJECT, List.of(update(timeOut)));

        InvocationUpdate end = update(other.cancel(START, "why"));
        InvocationUpdate lateSuccess = update(timeOut.after().succeed(START));
        assertThat(keepsOne.update(PROJECT, List.of(end, lateSuccess))).containsExactly(STORED, STORED);

        assertThat(keepsOne.find(NEWEST).invocations())
                .containsExactly(end.change().after());
    }

    @Test
    @DisplayName("keeps what has just finished, also after its clock was set back by a day")
    void keepsWhatHasJustFinished() {
        for (int i = 0; i < 3; i++) {
            insert(install("t" + i, "i" + i));
            store.update(PROJECT, List.of(update(stored("t" + i).cancel(START.plus(Duration.ofDays(1)), "why"))));
        }
        insert(install("new", "j"));
        store.update(PROJECT, List.of(update(stored("new").cancel(START, "why"))));

        assertThat(store.find(NEWEST).invocations())
                .extracting(task -> task.id().value())
                .containsExactly("new", "t2", "t1");
        assertThat(store.forget(START.plusMillis(1), 10)).isEqualTo(1);
        assertThat(store.find(NEWEST).count()).isEqualTo(2);
    }

    @Test
    @DisplayName("stores both changes of a rollback although it then forgets the rolled back update")
    void storesBothChangesThoughOneIsForgotten() {
        InMemoryInvocationRepository keepsOne = InMemoryInvocationRepository.keeping(1);
        Invocation first = install("update", "i");
        InvocationChange success = first.start(START).after().succeed(START);
        keepsOne.insert(PROJECT, List.of(new Insertion(first, null, null)));
        keepsOne.update(PROJECT, List.of(update(first.start(START)), update(success)));
        Invocation rollback = install("rollback", "i");
        InvocationChange end = rollback.start(START).after().succeed(START);
        keepsOne.insert(PROJECT, List.of(new Insertion(rollback, success.after(), null)));
        keepsOne.update(PROJECT, List.of(update(rollback.start(START))));

        InvocationUpdate both = new InvocationUpdate(end, success.after().rolledBack(START, end.after()), WORKER);
        assertThat(keepsOne.update(PROJECT, List.of(both))).containsExactly(STORED);

        assertThat(keepsOne.find(NEWEST).invocations()).containsExactly(end.after());
    }

    @Test
    @DisplayName("returns pages that do not change when the store changes")
    void returnsAnswersThatDoNotChange() {
        Invocation task = install("a", "i");
        insert(task);
        InvocationPage page = store.find(NEWEST);
        List<Invocation> pending = store.pending(END_OF_TIME, null, 10);

        finish("a");
        insert(install("b", "j"));

        assertThat(page).isEqualTo(new InvocationPage(List.of(task), 1));
        assertThat(pending).containsExactly(task);
    }

    @Test
    @Timeout(value = 30, threadMode = SEPARATE_THREAD)
    @DisplayName("inserts 40,000 tasks within 30 s after 50,000 pending ones that a wrong clock dated a day ahead")
    void insertsFastBehindTasksDatedAhead() {
        // It would take minutes if each insertion went through the tasks dated ahead.
        int ahead = 50_000;
        int now = 40_000;
        List<Insertion> batch = new ArrayList<>();
        for (int i = 0; i < ahead + now; i++) {
            Instant at =
                    START.plus(i < ahead ? Duration.ofDays(1) : Duration.ZERO).plusMillis(i);
            Invocation task = Tasks.task("t" + i, "i" + i, InvocationType.INSTALL, InstanceType.ECS, at);
            batch.add(new Insertion(task, null, null));
            if (batch.size() == 100) {
                assertThat(store.insert(PROJECT, batch)).containsOnly(STORED);
                batch.clear();
            }
        }

        assertThat(store.pending(END_OF_TIME, null, 1))
                .extracting(Invocation::id)
                .containsExactly(InvocationId.of("t" + ahead));
        assertThat(store.find(NEWEST).count()).isEqualTo(ahead + now);
    }

    private void insert(Invocation task) {
        assertThat(store.insert(PROJECT, List.of(insertion(store, task)))).containsExactly(STORED);
    }

    private Invocation stored(String id) {
        return store.findAll(PROJECT, List.of(InvocationId.of(id))).get(InvocationId.of(id));
    }

    private void finish(String id) {
        InvocationChange start = stored(id).start(START);
        store.update(PROJECT, List.of(update(start)));
        store.update(PROJECT, List.of(update(start.after().succeed(START))));
    }
}
