package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code forget}. */
abstract class ForgetLaws extends RepositoryLaws {
    private static final int MANY = 300;
    private static final int THREADS = 8;

    ForgetLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("forgets what ended before the time, to the millisecond, in every final state, and returns how many")
    void forgetsWhatEndedBefore() {
        List<Invocation> ended = new ArrayList<>();
        for (InvocationStatus status : InvocationStatus.values()) {
            if (!status.isActive()) {
                ended.add(given(install("t-" + status, "web-" + status), status));
            }
        }
        Invocation task = given(install("t-0", "web-0"));
        Invocation later = given(task.cancel(NOON.plusSeconds(3600), "Canceled."));

        assertThat(repository.forget(NOON, 100)).isZero();
        assertThat(repository.forget(NOON.plusSeconds(3600), 100)).isEqualTo(ended.size());

        ended.forEach(this::assertAbsent);
        assertStored(later);
        assertThat(repository.forget(NOON.plusSeconds(3600).plusMillis(1), 100)).isEqualTo(1);
        assertAbsent(later);
    }

    @Test
    @DisplayName("forgets no more than the limit, and the earliest ends first, in all projects")
    void forgetsTheEarliestEndsFirst() {
        List<Invocation> ending = givenOfBothProjects(15);
        Collections.shuffle(ending, new Random(20261130));
        List<Invocation> ended = new ArrayList<>();
        for (int i = 0; i < ending.size(); i++) {
            ended.add(given(ending.get(i).cancel(later(ending.get(i)).plusSeconds(i), "Canceled.")));
        }

        for (int expected : new int[] {12, 12, 6, 0}) {
            assertThat(repository.forget(MUCH_LATER, 12)).isEqualTo(expected);
            ended.subList(0, expected).forEach(this::assertAbsent);
            ended = ended.subList(expected, ended.size());
            ended.forEach(this::assertStored);
        }
    }

    @Test
    @DisplayName("keeps an active task, however old")
    void neverForgetsAnActiveOne() {
        Invocation pending = given(install("t-1", "web-1"));
        Invocation running = given(install("t-2", "web-2"), InvocationStatus.RUNNING);

        assertThat(repository.forget(MUCH_LATER, 100)).isZero();

        assertStored(pending);
        assertStored(running);
    }

    @Test
    @DisplayName("judges a late report by its time: it moves the end")
    void judgesTheLatestEnd() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation late = given(timedOut.succeed(NOON.plusSeconds(3600)));

        assertThat(repository.forget(NOON.plusSeconds(3600), 100)).isZero();

        assertStored(late);
    }

    @Test
    @DisplayName("leaves a forgotten task out of every answer, and keeps the others as they are")
    void leavesTheForgottenOut() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation newer = given(after(forgotten, install("t-2", "web-1")));
        Invocation elsewhere =
                given(invocation("t-1", "web-1").project(OTHER_PROJECT).build());

        assertThat(repository.forget(MUCH_LATER, 100)).isEqualTo(1);

        assertAbsent(forgotten);
        assertThat(history(newer)).isEqualTo(new InstanceHistory(newer, null));
        assertThat(listed()).containsExactly(newer.id());
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(1);
        InvocationQuery byId = new InvocationQuery(PROJECT, null, null, forgotten.id(), null, 0, 10);
        assertThat(repository.find(byId).count()).isZero();
        assertStored(elsewhere);
    }

    @Test
    @DisplayName("frees a server with a forgotten history like a new one")
    void acceptsAfterForgetting() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        assertThat(repository.forget(MUCH_LATER, 100)).isEqualTo(1);

        assertThat(insert(after(forgotten, install("t-2", "web-1")))).isEqualTo(CONFLICT);
        assertThat(insert(first(install("t-3", "web-1")))).isEqualTo(STORED);
        assertThat(insert(first(install("t-1", "web-2")))).isEqualTo(STORED);
    }

    @Test
    @DisplayName("keeps the links of other tasks to a forgotten one, and the chain of its server")
    void keepsLinks() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = given(repeating(failed, retry("t-2", failed)));
        assertThat(repository.forget(MUCH_LATER, 100)).isEqualTo(1);
        assertStored(retry);
        Invocation ended = given(retry.cancel(later(retry), "Canceled."));

        Invocation next = given(after(ended, install("t-3", "web-1")));

        assertThat(history(next).latest()).isEqualTo(next);
    }

    @Test
    @DisplayName("lets no later change bring a forgotten task back")
    void refusesChangesOfTheForgotten() {
        Invocation forgotten = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        assertThat(repository.forget(MUCH_LATER, 100)).isEqualTo(1);

        assertThat(update(forgotten.succeed(later(forgotten)))).isEqualTo(CONFLICT);

        assertAbsent(forgotten);
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("counts each task once when 8 threads forget at the same time")
    void forgetsEachOnceUnderThreads() {
        for (Invocation task : givenAll(installs("t", MANY))) {
            given(task.cancel(later(task), "Canceled."));
        }

        List<Integer> forgotten = Race.of(THREADS, thread -> {
            int sum = 0;
            // A thread may find nothing to do while others are at work on the rest.
            for (int turn = 0; turn < MANY; turn++) {
                sum += repository.forget(MUCH_LATER, 10);
            }
            return sum;
        });

        assertThat(forgotten.stream().mapToInt(Integer::intValue).sum()).isEqualTo(MANY);
        assertThat(listed()).isEmpty();
    }
}
