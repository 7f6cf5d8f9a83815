package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An entry of the journal")
class JournalEntryTest {
    private final Invocation pending = aTask("t").on("s").update().created(NOON).pending();

    @Test
    @DisplayName("of an acceptance is caused by who asked for it")
    void namesTheCallerOfAnAcceptance() {
        assertThat(JournalEntry.accepted(pending))
                .isEqualTo(new JournalEntry(
                        PROJECT,
                        task("t"),
                        server("s"),
                        JournalEntry.Event.ACCEPTED,
                        InvocationStatus.PENDING,
                        1,
                        NOON,
                        Actor.caller("tester"),
                        pending.progress().message(),
                        false));
    }

    @Test
    @DisplayName("of a new state tells the state, the revision, the time and the message after it")
    void tellsTheStateAfterAChange() {
        Invocation running = pending.start(NOON.plusSeconds(1), WORKER).after();
        InvocationChange end = running.fail(NOON.plusSeconds(2), "The disk is full.", null);

        assertThat(JournalEntry.changed(end, Actor.worker(WORKER)))
                .isEqualTo(new JournalEntry(
                        PROJECT,
                        task("t"),
                        server("s"),
                        JournalEntry.Event.CHANGED,
                        InvocationStatus.FAILED,
                        3,
                        NOON.plusSeconds(2),
                        Actor.worker(WORKER),
                        "The disk is full.",
                        false));
    }

    @Test
    @DisplayName("of a late report says that it is late")
    void saysThatAReportIsLate() {
        InvocationChange late = aTask("t").timedOut().succeed(NOON);

        assertThat(JournalEntry.changed(late, Actor.worker(WORKER)).late()).isTrue();
    }

    @Test
    @DisplayName("of a wish to cancel tells the state that stays, and not its old message")
    void tellsAWishToCancel() {
        InvocationChange wish = aTask("t").running().requestCancel(NOON);
        JournalEntry entry = JournalEntry.changed(wish, Actor.caller("ann"));

        assertThat(entry.event()).isEqualTo(JournalEntry.Event.CANCEL_REQUESTED);
        assertThat(entry.status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(entry.actor()).isEqualTo(Actor.caller("ann"));
        assertThat(entry.message()).isEqualTo("Asked to cancel.");
    }

    @Test
    @DisplayName("of an end is one of a new state, also if there was a wish to cancel before")
    void tellsAnEndAfterAWish() {
        Invocation wished = aTask("t").running().requestCancel(NOON).after();

        assertThat(JournalEntry.changed(wished.cancel(NOON, "Stopped."), Actor.worker(WORKER))
                        .event())
                .isEqualTo(JournalEntry.Event.CHANGED);
    }

    @Test
    @DisplayName("of a withdrawal is caused by the service itself")
    void namesTheServiceForAWithdrawal() {
        JournalEntry entry = JournalEntry.withdrawn(pending, NOON.plusSeconds(5));

        assertThat(entry.event()).isEqualTo(JournalEntry.Event.WITHDRAWN);
        assertThat(entry.actor()).isEqualTo(Actor.supervision());
        assertThat(entry.at()).isEqualTo(NOON.plusSeconds(5));
        assertThat(entry.revision()).isEqualTo(1);
    }

    @Test
    @DisplayName("has a time that never goes back within one invocation, even if the clock does")
    void neverGoesBackInTime() {
        InvocationChange start = pending.start(NOON.minusSeconds(60), WORKER);

        assertThat(JournalEntry.changed(start, Actor.worker(WORKER)).at()).isEqualTo(NOON);
        assertThat(JournalEntry.withdrawn(pending, NOON.minusSeconds(60)).at()).isEqualTo(NOON);
    }

    @Test
    @DisplayName("is there for a new state and for a wish to cancel, and not for a link to a retry")
    void isThereForStatesAndWishes() {
        Invocation failed = aTask("t").failed();

        assertThat(JournalEntry.records(pending.start(NOON, WORKER))).isTrue();
        assertThat(JournalEntry.records(aTask("t").running().requestCancel(NOON)))
                .isTrue();
        assertThat(JournalEntry.records(failed.retriedBy(task("r")))).isFalse();
        assertThat(JournalEntry.records(failed.retriedBy(task("r")).after().retriedBy(null)))
                .isFalse();
    }
}
