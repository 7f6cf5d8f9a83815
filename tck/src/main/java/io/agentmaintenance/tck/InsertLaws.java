package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code insert}. */
abstract class InsertLaws extends InsertRaceLaws {
    private static final Set<Integer> OCCUPIED = Set.of(0, 41, 57, 99);

    InsertLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores the first task of a server, visible to every later call")
    void storesOnAFreeServer() {
        Invocation task = install("t-1", "web-1");

        assertThat(insert(first(task))).isEqualTo(STORED);

        assertStored(task);
        assertThat(history(task).latest()).isEqualTo(task);
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).invocations())
                .containsExactly(task);
        assertThat(pending(10)).containsExactly(task);
    }

    @Test
    @DisplayName("refuses a second task while the first is PENDING or RUNNING")
    void refusesASecondActive() {
        for (InvocationStatus active : List.of(InvocationStatus.PENDING, InvocationStatus.RUNNING)) {
            Invocation present = given(install("present-" + active, "web-" + active), active);
            Invocation second = invocation("second-" + active, "web-" + active)
                    .createdAt(present.createdAt().plusSeconds(60))
                    .build();

            assertThat(insert(after(present, second)))
                    .as("beside a task that is %s", active)
                    .isEqualTo(CONFLICT);

            assertAbsent(second);
            assertStored(present);
        }
    }

    @Test
    @DisplayName("accepts the next task after every final state")
    void acceptsTheNextAfterTheEnd() {
        for (InvocationStatus end : InvocationStatus.values()) {
            if (!end.isActive()) {
                Invocation ended = given(install("ended-" + end, "web-" + end), end);
                Invocation next = invocation("next-" + end, "web-" + end)
                        .ordinal(2)
                        .createdAt(ended.createdAt().plusSeconds(60))
                        .build();

                assertThat(insert(after(ended, next)))
                        .as("after a task that is %s", end)
                        .isEqualTo(STORED);

                assertStored(next);
            }
        }
    }

    @Test
    @DisplayName("refuses a task based on an earlier revision of the newest task of the server")
    void refusesWhatIsBasedOnAnEarlierRevision() {
        Invocation timedOut = given(install("t-1", "web-1"), InvocationStatus.TIMEOUT);
        given(timedOut.succeed(Invocations.later(timedOut)));

        assertThat(insert(after(timedOut, install("t-2", "web-1")))).isEqualTo(CONFLICT);

        assertAbsent(install("t-2", "web-1"));
    }

    @Test
    @DisplayName("refuses a task based on an empty history if the server now has a finished task")
    void refusesWhatIsBasedOnNoHistory() {
        given(install("t-1", "web-1"), InvocationStatus.CANCELED);

        assertThat(insert(first(install("t-2", "web-1")))).isEqualTo(CONFLICT);

        assertAbsent(install("t-2", "web-1"));
    }

    @Test
    @DisplayName("refuses a task based on an older task than the newest of the server")
    void refusesWhatIsBasedOnAnOlderTask() {
        Invocation older = given(install("t-1", "web-1"), InvocationStatus.CANCELED);
        given(after(older, install("t-2", "web-1")), InvocationStatus.CANCELED);

        assertThat(insert(after(older, install("t-3", "web-1")))).isEqualTo(CONFLICT);

        assertAbsent(install("t-3", "web-1"));
    }

    @Test
    @DisplayName("refuses a task based on a task that no longer exists")
    void refusesWhatIsBasedOnATaskThatIsGone() {
        Invocation gone = given(install("t-1", "web-1"));
        assertThat(withdraw(withdrawal(gone))).isEqualTo(STORED);

        assertThat(insert(after(gone, install("t-2", "web-1")))).isEqualTo(CONFLICT);

        assertAbsent(install("t-2", "web-1"));
    }

    @Test
    @DisplayName("refuses a known id on any server, and leaves the first task unchanged")
    void refusesAKnownId() {
        Invocation first = given(install("t-1", "web-1"));

        assertThat(insert(first(install("t-1", "web-2")))).isNotEqualTo(STORED);

        assertStored(first);
        assertThat(listed()).containsExactly(first.id());
    }

    @Test
    @DisplayName("of 100 entries stores 96, and reports the 4 that lost a race as conflicts in their positions")
    void reportsLostRacesInTheirPositions() {
        List<Invocation> batch = installs("t", BATCH);
        for (int i : OCCUPIED) {
            given(install("winner-" + i, batch.get(i).instanceId().value()));
        }

        List<WriteOutcome> outcomes = repository.insert(PROJECT, firsts(batch));

        assertThat(outcomes).hasSize(BATCH);
        for (int i = 0; i < BATCH; i++) {
            boolean lost = OCCUPIED.contains(i);
            assertThat(outcomes.get(i)).as("outcome %d", i).isEqualTo(lost ? CONFLICT : STORED);
            assertThat(stored(batch.get(i))).as("entry %d", i).isEqualTo(lost ? null : batch.get(i));
        }
    }
}
