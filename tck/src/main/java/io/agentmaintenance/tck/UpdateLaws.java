package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code update}. */
abstract class UpdateLaws extends RepositoryLaws {
    private static final Set<Integer> STALE = Set.of(0, 41, 57, 99);
    private static final int SERVERS = 200;
    private static final int ROUNDS = 10;
    private static final int MANY = 1000;

    UpdateLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores a change of a task that is unchanged since it was read, visible to every later call")
    void storesAChange() {
        Invocation task = given(install("t-1", "web-1"));
        InvocationChange start = task.start(later(task));

        assertThat(update(start)).isEqualTo(STORED);

        Invocation running = start.after();
        assertStored(running);
        assertThat(history(task).latest()).isEqualTo(running);
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).invocations())
                .containsExactly(running);
        assertThat(pending(10)).isEmpty();
        assertThat(repository.overdue(MUCH_LATER, MUCH_LATER, 10)).containsExactly(running);
    }

    @Test
    @DisplayName("refuses a change of a task that has changed since it was read")
    void refusesAStaleChange() {
        Invocation task = given(install("t-1", "web-1"));
        Invocation running = given(task.start(later(task)));

        assertThat(update(task.cancel(later(task), "Canceled."))).isEqualTo(CONFLICT);

        assertStored(running);
    }

    @Test
    @DisplayName("compares the revision, not the state: a new link is a change too")
    void comparesTheRevision() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation linked = given(timedOut.retriedBy(InvocationId.of("t-2")));

        assertThat(update(timedOut.succeed(later(timedOut)))).isEqualTo(CONFLICT);

        assertStored(linked);
    }

    @Test
    @DisplayName("refuses a change of an unknown task, and does not create it")
    void refusesTheUnknown() {
        Invocation unknown = install("t-1", "web-1");

        assertThat(update(unknown.start(later(unknown)))).isEqualTo(CONFLICT);

        assertAbsent(unknown);
        assertThat(listed()).isEmpty();
    }

    @Test
    @DisplayName("of 100 changes stores 96, and reports the 4 that lost a race as conflicts in their positions")
    void reportsLostRacesInTheirPositions() {
        List<Invocation> tasks = givenAll(installs("t", BATCH));
        for (int i : STALE) {
            given(tasks.get(i).cancel(later(tasks.get(i)), "Canceled."));
        }

        List<WriteOutcome> outcomes = repository.update(PROJECT, starts(tasks));

        assertThat(outcomes).hasSize(BATCH);
        for (int i = 0; i < BATCH; i++) {
            boolean lost = STALE.contains(i);
            assertThat(outcomes.get(i)).as("outcome %d", i).isEqualTo(lost ? CONFLICT : STORED);
            MaintenanceAssertions.assertThat(stored(tasks.get(i)))
                    .hasStatus(lost ? InvocationStatus.CANCELED : InvocationStatus.RUNNING);
        }
    }

    @Test
    @DisplayName("accepts 1,000 changes in one call, as many as supervision writes at once")
    void acceptsAThousandChanges() {
        List<Invocation> tasks = givenAll(installs("t", MANY));

        assertThat(repository.update(PROJECT, starts(tasks))).hasSize(MANY).containsOnly(STORED);

        assertThat(pending(10)).isEmpty();
    }

    @Test
    @DisplayName("when 64 threads complete, fail, time out and cancel the same task, stores exactly one of the changes")
    void storesOneChangeUnder64Threads() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            List<Invocation> tasks = givenAll(installs("round-" + round, SERVERS));
            assertThat(repository.update(PROJECT, starts(tasks))).containsOnly(STORED);
            race(tasks.stream().map(task -> task.start(later(task)).after()).toList());
        }
    }

    private void race(List<Invocation> running) {
        List<Invocation> backwards = new ArrayList<>(running);
        Collections.reverse(backwards);

        List<List<InvocationUpdate>> ends = IntStream.range(0, Race.THREADS)
                .mapToObj(thread -> ends(thread % 2 == 0 ? running : backwards, thread))
                .toList();

        List<List<WriteOutcome>> outcomes = Race.of(thread -> repository.update(PROJECT, ends.get(thread)));

        Map<InvocationId, Invocation> winners = new HashMap<>();
        for (int thread = 0; thread < Race.THREADS; thread++) {
            assertThat(outcomes.get(thread)).hasSize(SERVERS).isSubsetOf(STORED, CONFLICT);
            for (int i = 0; i < SERVERS; i++) {
                Invocation ended = ends.get(thread).get(i).change().after();
                if (outcomes.get(thread).get(i) == STORED) {
                    assertThat(winners.put(ended.id(), ended))
                            .as("changes stored for %s", ended)
                            .isNull();
                }
            }
        }
        assertThat(repository.findAll(
                        PROJECT, running.stream().map(Invocation::id).toList()))
                .as("the stored change is the one that was answered as STORED")
                .isEqualTo(winners);
    }

    private static List<InvocationUpdate> ends(List<Invocation> tasks, int thread) {
        return tasks.stream().map(task -> updateOf(end(task, thread))).toList();
    }

    private static List<InvocationUpdate> starts(List<Invocation> tasks) {
        return tasks.stream().map(task -> updateOf(task.start(later(task)))).toList();
    }

    // Each thread uses a message of its own, so that the winner can be identified.
    private static InvocationChange end(Invocation task, int thread) {
        Instant at = later(task).plusMillis(thread);
        return switch (thread % 4) {
            case 0 -> task.succeed(at);
            case 1 -> task.fail(at, "Failed in thread " + thread, null);
            case 2 -> task.timeOut(at);
            default -> task.cancel(at, "Canceled by thread " + thread);
        };
    }
}
