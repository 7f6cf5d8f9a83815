package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.retry;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code insert} for an invocation that repeats an earlier one. */
abstract class LinkLaws extends RepositoryLaws {
    private static final int ROUNDS = 20;

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
}
