package io.agentmaintenance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thread that finds requests ready")
class AdmissionTest {
    private static final int FEW = 4;
    private static final int WAITING = 3;

    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1 + WAITING);
    private final Admission admission = new Admission(1, FEW, Duration.ofMillis(5), WAITING);
    private long now = 1_000_000_000_000L;
    private final Round round = admission.newRound(() -> now);
    private int refused;

    @BeforeEach
    void begin() {
        round.beginsOnThisThread(FEW + 1);
    }

    @AfterEach
    void release() {
        released.countDown();
        admission.close();
    }

    /** Has one decided that is answered thus, and tells whether it was let in. */
    private boolean isLetIn(Runnable answer) {
        int before = refused;
        admission.decide(answer, () -> refused++);
        return refused == before;
    }

    private void answerIn(Duration time) {
        assertThat(isLetIn(() -> now += time.toNanos())).isTrue();
    }

    /** Answers as many as count for some time, each of which counts for as much as any can. */
    private void answerFor(Duration time) {
        for (long i = 0; i < time.dividedBy(Round.LONGEST); i++) {
            answerIn(Round.REFUSAL.plus(Round.LONGEST));
        }
    }

    private boolean letInWhoWaits() {
        return isLetIn(() -> {
            try {
                assertThat(released.await(20, SECONDS)).isTrue();
                answered.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private Thread whoAnswers() {
        CompletableFuture<Thread> who = new CompletableFuture<>();
        assertThat(isLetIn(() -> who.complete(Thread.currentThread()))).isTrue();
        return who.orTimeout(20, SECONDS).join();
    }

    @Test
    @DisplayName("answers them itself for some time, and hands the rest over")
    void handsOver() {
        answerFor(Duration.ofMillis(4));
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
        answerFor(Duration.ofMillis(1));
        assertThat(whoAnswers()).isNotSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("answers a few itself however long the machine pauses meanwhile")
    void pause() {
        round.beginsOnThisThread(FEW);
        answerIn(Duration.ofSeconds(1));
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("takes a pause of the machine for no more than the work for a long answer")
    void pauseInACrowd() {
        for (long i = 1; i < Duration.ofMillis(5).dividedBy(Round.LONGEST); i++) {
            answerIn(Duration.ofSeconds(1));
        }
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
        answerIn(Duration.ofSeconds(1));
        assertThat(whoAnswers()).isNotSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("answers itself again when it finds others")
    void nextRound() {
        answerFor(Duration.ofMillis(5));
        round.beginsOnThisThread(FEW + 1);
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("answers any number itself that take no longer than two refusals")
    void cheap() {
        for (int i = 0; i < 10_000; i++) {
            answerIn(Round.REFUSAL.multipliedBy(2));
        }
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("counts of others what they take beyond a refusal")
    void dear() {
        Duration beyond = Round.REFUSAL.plus(Round.REFUSAL);
        for (long i = 0; i < Duration.ofMillis(5).dividedBy(beyond); i++) {
            assertThat(round.hasTime()).isTrue();
            answerIn(Round.REFUSAL.plus(beyond));
        }
        assertThat(whoAnswers()).isNotSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("turns away who comes when too many wait, and nobody who was let in")
    void turnsAway() throws Exception {
        answerFor(Duration.ofMillis(5));
        for (int i = 0; i < 1 + WAITING; i++) {
            assertThat(letInWhoWaits()).isTrue();
        }
        assertThat(admission.waiting()).isEqualTo(WAITING);
        assertThat(letInWhoWaits()).isFalse();
        round.beginsOnThisThread(FEW + 1);
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());

        released.countDown();
        admission.close();
        assertThat(answered.await(20, SECONDS)).isTrue();
    }

    /** Lets calm rounds pass until the next one is for practice. */
    private void practice() {
        for (int i = 0; i < Round.PRACTICE && round.hasTime(); i++) {
            round.beginsOnThisThread(FEW);
        }
    }

    @Test
    @DisplayName("hands a few over now and then, so that it is no news when it must")
    void practises() {
        round.beginsOnThisThread(FEW);
        practice();
        assertThat(whoAnswers()).isNotSameAs(Thread.currentThread());
        for (int i = 1; i < Round.PRACTICE; i++) {
            round.beginsOnThisThread(FEW);
            assertThat(whoAnswers()).isSameAs(Thread.currentThread());
        }
        round.beginsOnThisThread(FEW);
        assertThat(whoAnswers()).isNotSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("turns none of a few away for practice: if no other thread is free, it answers itself")
    void practisesWithCare() {
        answerFor(Duration.ofMillis(5));
        for (int i = 0; i < 1 + WAITING; i++) {
            assertThat(letInWhoWaits()).isTrue();
        }
        round.beginsOnThisThread(FEW);
        practice();
        assertThat(round.hasTime()).isFalse();
        assertThat(whoAnswers()).isSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("is not every thread: one that only goes on with a request hands it over")
    void otherThread() throws Exception {
        Thread[] who = new Thread[2];
        Thread other = new Thread(() -> {
            who[0] = Thread.currentThread();
            who[1] = whoAnswers();
        });
        other.start();
        other.join(20_000);
        assertThat(who[1]).isNotNull().isNotSameAs(who[0]);
    }
}
