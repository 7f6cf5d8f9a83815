package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code insert} for an invocation that repeats an earlier one. */
abstract class LinkLaws extends RepositoryLaws {
    private static final int ROUNDS = 20;
    private static final int SERVERS = 50;
    private static final int READERS = 3;

    LinkLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores the retry and the link of the repeated task in one step")
    void storesRetryAndLink() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation retry = retry("t-2", failed);

        assertThat(insert(repeating(failed, retry))).isEqualTo(STORED);

        assertStored(retry);
        assertStored(failed.retriedBy(retry.id()).after());
    }

    @Test
    @DisplayName("stores neither if the repeated task has changed since it was read")
    void storesNeitherIfTheRepeatedTaskHasChanged() {
        Invocation old = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        Invocation newest = given(after(old, install("t-2", "web-1")), InvocationStatus.CANCELED);
        Invocation late = given(old.fail(later(old), "Failed late.", null));
        Invocation retry = retry("t-3", old);

        assertThat(insert(repeating(old, newest, retry))).isEqualTo(CONFLICT);

        assertAbsent(retry);
        assertStored(late);
    }

    @Test
    @DisplayName("stores neither if the server is occupied")
    void storesNeitherIfTheServerIsOccupied() {
        Invocation failed = given(install("t-1", "web-1"), InvocationStatus.FAILED);
        Invocation active = given(after(failed, install("t-2", "web-1")));
        Invocation retry = retry("t-3", failed);

        assertThat(insert(repeating(failed, active, retry))).isEqualTo(CONFLICT);

        assertAbsent(retry);
        assertStored(failed);
    }

    @Test
    @DisplayName("stores neither if the repeated task does not exist")
    void storesNeitherIfTheRepeatedTaskIsNotThere() {
        Invocation elsewhere = install("unknown", "web-1");
        Invocation retry = retry("t-3", elsewhere);

        assertThat(insert(repeating(elsewhere, null, retry))).isEqualTo(CONFLICT);

        assertAbsent(retry);
        assertAbsent(elsewhere);
    }

    @Test
    @DisplayName("stores one retry when 64 threads repeat the same task, and the link names the winner")
    void storesOneRetryUnder64Threads() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            Invocation failed = given(install("t-" + round, "web-" + round), InvocationStatus.FAILED);
            String prefix = "retry-" + round + "-";
            List<Invocation> retries = IntStream.range(0, Race.THREADS)
                    .mapToObj(thread -> retry(prefix + thread, failed))
                    .toList();

            List<WriteOutcome> outcomes = Race.of(thread -> insert(repeating(failed, retries.get(thread))));

            assertThat(outcomes).containsOnlyOnce(STORED).containsOnly(STORED, CONFLICT);
            Invocation winner = retries.get(outcomes.indexOf(STORED));
            assertStored(failed.retriedBy(winner.id()).after());
            assertThat(listed().subList(0, 2)).containsExactly(winner.id(), failed.id());
        }
        assertThat(listed()).hasSize(2 * ROUNDS);
    }

    @Test
    @DisplayName(
            "with 64 threads, either the link of a retry or a late report of the repeated task is stored, never both")
    void losesOrWinsAgainstALateReport() {
        for (int round = 0; round < ROUNDS; round++) {
            // Only the link builds on the repeated task: a newer one of the same server has ended since.
            Invocation timedOut = given(install("t-" + round, "web-" + round), InvocationStatus.TIMEOUT);
            Invocation newest =
                    given(after(timedOut, install("newer-" + round, "web-" + round)), InvocationStatus.CANCELED);
            String prefix = "retry-" + round + "-";

            List<WriteOutcome> outcomes = Race.of(thread -> thread % 2 == 0
                    ? insert(repeating(timedOut, newest, retry(prefix + thread, timedOut)))
                    : update(timedOut.succeed(later(timedOut).plusSeconds(thread))));

            assertThat(outcomes).containsOnlyOnce(STORED).containsOnly(STORED, CONFLICT);
            int winner = outcomes.indexOf(STORED);
            Invocation retry = retry(prefix + winner, timedOut);
            if (winner % 2 == 0) {
                assertStored(timedOut.retriedBy(retry.id()).after());
            } else {
                assertStored(
                        timedOut.succeed(later(timedOut).plusSeconds(winner)).after());
            }
            assertThat(stored(retry) != null).as("whether the retry is stored").isEqualTo(winner % 2 == 0);
        }
    }

    @Test
    @DisplayName("shows retry and link, or neither, to concurrent readers")
    void showsBothOrNeither() {
        List<Insertion> insertions = new ArrayList<>();
        for (Invocation task : givenAll(installs("t", SERVERS))) {
            Invocation failed = given(given(task.start(later(task))).fail(later(task), "Failed.", null));
            insertions.add(repeating(failed, retry("retry-of-" + failed.id(), failed)));
        }

        boolean together = Race.readsRightWhile(
                READERS,
                () -> insertions.forEach(this::given),
                () -> insertions.stream().allMatch(this::seesBothOrNeither));

        assertThat(together).as("whether each reader saw both or neither").isTrue();
    }

    /** A reader that sees one of the two must see the other from then on, in either order. */
    private boolean seesBothOrNeither(Insertion insertion) {
        return (!isRetryStored(insertion) || isLinkStored(insertion))
                && (!isLinkStored(insertion) || isRetryStored(insertion));
    }

    private boolean isRetryStored(Insertion insertion) {
        return stored(insertion.invocation()) != null;
    }

    private boolean isLinkStored(Insertion insertion) {
        Invocation repeated = stored(Objects.requireNonNull(insertion.latest()));
        return repeated != null
                && insertion.invocation().id().equals(repeated.lineage().retriedBy());
    }
}
