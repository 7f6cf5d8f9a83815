package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.CandidateBuilder.retry;
import static io.agentmaintenance.domain.CandidateBuilder.retryOf;
import static io.agentmaintenance.domain.CandidateBuilder.rollback;
import static io.agentmaintenance.domain.CandidateBuilder.update;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An accepted candidate")
class CandidateTest {
    @Test
    @DisplayName("becomes a PENDING invocation of revision 1 with the facts of its acceptance")
    void isPendingWithTheFactsOfItsAcceptance() {
        Candidate candidate = update().build();
        Invocation invocation = candidate.accept(task("new"), PROJECT, Origin.CES, Actor.caller("alice"));

        assertThat(invocation.id()).isEqualTo(task("new"));
        assertThat(invocation.project()).isEqualTo(PROJECT);
        assertThat(invocation.origin()).isEqualTo(Origin.CES);
        assertThat(invocation.requestedBy()).isEqualTo(Actor.caller("alice"));
        assertThat(invocation.type()).isEqualTo(InvocationType.UPDATE);
        assertThat(invocation.operation()).isEqualTo(Operation.UPDATE);
        assertThat(invocation.status()).isEqualTo(InvocationStatus.PENDING);
        assertThat(invocation.revision()).isEqualTo(1);
        assertThat(invocation.createdAt()).isEqualTo(NOON);
        assertThat(invocation.progress()).isEqualTo(Progress.accepted(NOON));
        assertThat(invocation.versions()).isEqualTo(Versions.from(version("2.4.1"), version("2.7.1")));
        assertThat(invocation.lineage()).isEqualTo(Lineage.none());
        assertThat(invocation.instance().id()).isEqualTo(InstanceId.of("server-1"));
    }

    @Test
    @DisplayName("names the invocation that it undoes or repeats")
    void namesWhatItUndoesOrRepeats() {
        Invocation failedUpdate = aTask("u").update().failed();

        assertThat(accepted(rollback()).lineage()).isEqualTo(Lineage.undoing(task("update-1")));
        assertThat(accepted(rollback()).versions()).isEqualTo(Versions.from(version("2.7.1"), version("2.4.1")));
        assertThat(accepted(retryOf(failedUpdate)).lineage()).isEqualTo(Lineage.repeating(failedUpdate));
        assertThat(accepted(retryOf(failedUpdate)).type()).isEqualTo(InvocationType.RETRY);
        assertThat(accepted(retryOf(failedUpdate)).operation()).isEqualTo(Operation.UPDATE);
    }

    @Test
    @DisplayName("is dated by the clock, even if an earlier invocation of the instance is dated later")
    void isDatedByTheClock() {
        for (Instant latest : List.of(NOON.minusMillis(1), NOON, NOON.plusSeconds(90))) {
            Invocation invocation =
                    accepted(install().latest(aTask("old").created(latest).failed()));

            assertThat(invocation.createdAt()).isEqualTo(NOON);
            assertThat(invocation.progress().updatedAt()).isEqualTo(NOON);
        }
    }

    @Test
    @DisplayName("gets the next number in the chain of its instance, or the first")
    void isTheNextInTheChain() {
        assertThat(accepted(install().latest(null)).ordinal()).isEqualTo(1);
        assertThat(accepted(install().latest(aTask("old").ordinal(41).failed())).ordinal())
                .isEqualTo(42);
    }

    @Test
    @DisplayName("throws an exception if the instance, the target or the earlier invocation is missing")
    void throwsIfFactsAreMissing() {
        for (CandidateBuilder candidate : List.of(
                install().instanceUnknown(),
                install().offering(NO_VERSIONS),
                rollback().invocationUnknown(),
                retry().invocationUnknown())) {
            assertThatIllegalStateException().isThrownBy(() -> accepted(candidate));
        }
    }

    private static Invocation accepted(CandidateBuilder candidate) {
        return candidate.build().accept(task("new"), PROJECT, null, Actor.unknownCaller());
    }
}
