package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.later;
import static io.agentmaintenance.tck.Invocations.rollback;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code update} for a ROLLBACK that succeeds: the update that it undid becomes ROLLBACKED in the same step. */
abstract class AlongsideLaws extends RepositoryLaws {
    private static final int SERVERS = 50;
    private static final int READERS = 3;

    private Invocation original;
    private Invocation rollback;

    // Both are stored before each test.
    @SuppressWarnings("NullAway.Init")
    AlongsideLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @BeforeEach
    void rollBack() {
        original = given(Invocations.update("u-1", "web-1"), InvocationStatus.SUCCEEDED);
        Invocation accepted = given(after(original, rollback("r-1", original)));
        rollback = given(accepted.start(later(accepted)));
    }

    @Test
    @DisplayName("stores the success of the rollback and the end of the original together")
    void storesBoth() {
        InvocationUpdate both = success();

        assertThat(update(both)).isEqualTo(STORED);

        assertStored(both.change().after());
        MaintenanceAssertions.assertThat(stored(original)).hasStatus(InvocationStatus.ROLLBACKED);
    }

    @Test
    @DisplayName("stores neither if the original has changed since it was read")
    void storesNeitherIfTheOriginalHasChanged() {
        InvocationUpdate both = success();
        Invocation linked = given(original.retriedBy(InvocationId.of("other")));

        assertThat(update(both)).isEqualTo(CONFLICT);

        assertStored(rollback);
        assertStored(linked);
    }

    @Test
    @DisplayName("stores neither if the rollback has changed since it was read")
    void storesNeitherIfTheRollbackHasChanged() {
        InvocationUpdate both = success();
        Invocation failed = given(rollback.timeOut(later(rollback)));

        assertThat(update(both)).isEqualTo(CONFLICT);

        assertStored(failed);
        assertStored(original);
    }

    @Test
    @DisplayName("stores neither if the original is no longer stored")
    void storesNeitherIfTheOriginalIsGone() {
        Invocation unknown = Invocations.path(Invocations.update("gone", "web-1"), InvocationStatus.SUCCEEDED)
                .get(1)
                .after();
        InvocationUpdate both =
                updateOf(rollback.succeed(later(rollback)), unknown.rolledBack(later(rollback), rollback));

        assertThat(update(both)).isEqualTo(CONFLICT);

        assertStored(rollback);
        assertAbsent(unknown);
    }

    @Test
    @DisplayName("continues with the other entries of the batch if one of them stores neither")
    void continuesWithTheOtherEntries() {
        Invocation other = given(Invocations.install("t-1", "web-2"));
        InvocationUpdate stale = success();
        given(original.retriedBy(InvocationId.of("other")));

        List<WriteOutcome> outcomes = repository.update(PROJECT, List.of(stale, updateOf(other.start(later(other)))));

        assertThat(outcomes).containsExactly(CONFLICT, STORED);
        assertStored(rollback);
        assertStored(other.start(later(other)).after());
    }

    @Test
    @DisplayName("stores both once when 64 threads report the same success")
    void storesBothOnceUnder64Threads() {
        InvocationUpdate both = success();

        assertThat(Race.of(thread -> update(both)))
                .containsOnly(STORED, CONFLICT)
                .containsOnlyOnce(STORED);

        assertStored(both.change().after());
        MaintenanceAssertions.assertThat(stored(original))
                .hasStatus(InvocationStatus.ROLLBACKED)
                .hasRevision(original.revision() + 1);
    }

    @Test
    @DisplayName("shows both or neither to concurrent readers")
    void showsBothOrNeither() {
        List<InvocationUpdate> successes = new ArrayList<>(List.of(success()));
        for (int server = 0; server < SERVERS; server++) {
            Invocation update =
                    given(Invocations.update("u-of-" + server, "server-" + server), InvocationStatus.SUCCEEDED);
            Invocation undoing = given(after(update, rollback("r-of-" + server, update)), InvocationStatus.RUNNING);
            successes.add(updateOf(undoing.succeed(later(undoing)), update.rolledBack(later(undoing), undoing)));
        }

        boolean together = Race.readsRightWhile(
                READERS,
                () -> successes.forEach(both ->
                        assertThat(update(both)).as("outcome of a write").isEqualTo(STORED)),
                () -> seesBothOrNeither(successes));

        assertThat(together).as("whether each reader saw both or neither").isTrue();
    }

    /** A reader that sees one of the two must see the other from then on, in either order. */
    private boolean seesBothOrNeither(List<InvocationUpdate> successes) {
        boolean always = true;
        for (InvocationUpdate both : successes) {
            InvocationChange other = Objects.requireNonNull(both.alongside());
            always &= !isStored(both.change()) || isStored(other);
            always &= !isStored(other) || isStored(both.change());
        }
        return always;
    }

    private boolean isStored(InvocationChange change) {
        return change.after().equals(stored(change.after()));
    }

    private InvocationUpdate success() {
        return updateOf(rollback.succeed(later(rollback)), original.rolledBack(later(rollback), rollback));
    }
}
