package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.Facts.NOW;
import static io.agentmaintenance.domain.Facts.task;
import static io.agentmaintenance.domain.InvocationStatus.CANCELED;
import static io.agentmaintenance.domain.InvocationStatus.FAILED;
import static io.agentmaintenance.domain.InvocationStatus.PENDING;
import static io.agentmaintenance.domain.InvocationStatus.ROLLBACKED;
import static io.agentmaintenance.domain.InvocationStatus.RUNNING;
import static io.agentmaintenance.domain.InvocationStatus.SUCCEEDED;
import static io.agentmaintenance.domain.InvocationStatus.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The life of an invocation")
class LifeTest {
    // The picture in the rules, arrow by arrow.
    private static final Map<InvocationStatus, Set<InvocationStatus>> ARROWS = Map.of(
            PENDING, EnumSet.of(RUNNING, TIMEOUT, CANCELED),
            RUNNING, EnumSet.of(SUCCEEDED, FAILED, TIMEOUT, CANCELED),
            SUCCEEDED, EnumSet.of(ROLLBACKED),
            FAILED, EnumSet.of(ROLLBACKED),
            TIMEOUT, EnumSet.of(ROLLBACKED, SUCCEEDED, FAILED),
            CANCELED, EnumSet.noneOf(InvocationStatus.class),
            ROLLBACKED, EnumSet.noneOf(InvocationStatus.class));

    private static InvocationChange to(Invocation task, InvocationStatus next) {
        return switch (next) {
            case RUNNING -> task.start(NOW);
            case SUCCEEDED -> task.succeed(NOW);
            case FAILED -> task.fail(NOW, "why", null);
            case TIMEOUT -> task.timeOut(NOW);
            case CANCELED -> task.cancel(NOW, "why");
            case ROLLBACKED -> task.rolledBack(NOW, task("r", Operation.ROLLBACK, "2.0", "1.0", SUCCEEDED));
            case PENDING -> throw new IllegalTransitionException(task.status(), PENDING);
        };
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has the steps of the picture, and no other")
    void table(InvocationStatus from) {
        for (InvocationStatus next : InvocationStatus.values()) {
            Invocation task = task("t", Operation.UPDATE, "1.0", "2.0", from);
            assertThat(from.canBecome(next))
                    .as(from + " " + next)
                    .isEqualTo(ARROWS.get(from).contains(next));
            if (ARROWS.get(from).contains(next)) {
                InvocationChange change = to(task, next);
                assertThat(change.after().status()).isEqualTo(next);
                assertThat(change.after().revision()).isEqualTo(2);
                assertThat(change.isTransition()).isTrue();
            } else {
                assertThatExceptionOfType(IllegalTransitionException.class)
                        .isThrownBy(() -> to(task, next))
                        .withMessageContaining(from.name())
                        .withMessageContaining(next.name());
            }
        }
    }

    @Test
    @DisplayName("notes when work started and ended, and never goes back in time")
    void times() {
        Invocation pending = task("t", Operation.UPDATE, "1.0", "2.0", PENDING, NOW);
        Invocation running = pending.start(NOW.plusMillis(5)).after();
        assertThat(running.progress().startedAt()).isEqualTo(NOW.plusMillis(5));
        Invocation done = running.succeed(NOW.minusSeconds(9)).after();
        assertThat(done.progress().updatedAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(done.progress().endedAt()).isEqualTo(NOW.plusMillis(5));
        assertThat(done.versions().current()).isEqualTo(AgentVersion.of("2.0"));
    }

    @Test
    @DisplayName("tells which clock ran out, and that a late report decided")
    void timeOuts() {
        Invocation pending = task("t", Operation.UPDATE, "1.0", "2.0", PENDING);
        assertThat(pending.timeOut(NOW).after().progress().message()).contains("not picked up");
        Invocation timedOut = pending.start(NOW).after().timeOut(NOW).after();
        assertThat(timedOut.progress().message()).contains("not finished");
        assertThat(timedOut.progress().late()).isFalse();
        Invocation late = timedOut.succeed(NOW).after();
        assertThat(late.progress().late()).isTrue();
        assertThat(late.progress().message()).contains("after the time-out");
        assertThat(timedOut.fail(NOW, "x", null).after().progress().late()).isTrue();
    }

    @Test
    @DisplayName("keeps the end of an update that is rolled back, and names the rollback")
    void rolledBack() {
        Invocation update = task("u", Operation.UPDATE, "1.0", "2.0", SUCCEEDED);
        Invocation undone = update.rolledBack(NOW, task("r", Operation.ROLLBACK, "2.0", "1.0", SUCCEEDED))
                .after();
        assertThat(undone.progress().endedAt()).isEqualTo(update.progress().endedAt());
        assertThat(undone.progress().message()).contains("task r");
        assertThat(undone.progress().late()).isFalse();
        assertThat(undone.versions().current()).isEqualTo(AgentVersion.of("1.0"));
    }

    @Test
    @DisplayName("cuts a message at 5,000 characters, but no character in two")
    void messages() {
        Invocation running = task("t", Operation.UPDATE, "1.0", "2.0", RUNNING);
        assertThat(running.fail(NOW, "x".repeat(6000), null).after().progress().message())
                .hasSize(5000);
        String smiles = "x" + "\uD83D\uDE00".repeat(3000);
        assertThat(running.fail(NOW, smiles, null).after().progress().message()).hasSize(4999);
        assertThatIllegalArgumentException().isThrownBy(() -> running.fail(NOW, "", null));
    }

    @Test
    @DisplayName("has an end if and only if it is not active")
    void ends() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Progress(RUNNING, NOW, NOW, NOW, "m", false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Progress(SUCCEEDED, NOW, null, NOW, "m", false));
    }

    @Test
    @DisplayName("begins later than every earlier task of its instance, even if the clock went back")
    void laterThanBefore() {
        Invocation before = task("b", Operation.UPDATE, "1.0", "2.0", CANCELED, NOW.plusSeconds(60));
        Invocation task =
                Facts.update().latest(before).candidate().accept(InvocationId.of("n"), Facts.PROJECT, Origin.CES);
        assertThat(task.createdAt()).isEqualTo(before.createdAt().plusMillis(1));
        assertThat(Facts.update()
                        .candidate()
                        .accept(InvocationId.of("n"), Facts.PROJECT, null)
                        .createdAt())
                .isEqualTo(NOW);
    }

    @Test
    @DisplayName("of a retry knows the task it repeats, the root of the chain, and what it undoes")
    void lineage() {
        Invocation first = Facts.rollback().candidate().accept(InvocationId.of("r1"), Facts.PROJECT, null);
        assertThat(first.lineage().rollbackOf()).isEqualTo(InvocationId.of("u"));
        Lineage second = Lineage.repeating(first);
        assertThat(second).isEqualTo(new Lineage(first.id(), first.id(), InvocationId.of("u"), null));
        Invocation retry = Facts.retry(Operation.ROLLBACK, FAILED)
                .repeating(first)
                .candidate()
                .accept(InvocationId.of("r2"), Facts.PROJECT, null);
        assertThat(retry.operation()).isEqualTo(Operation.ROLLBACK);
        assertThat(Lineage.repeating(retry)).isEqualTo(new Lineage(retry.id(), first.id(), InvocationId.of("u"), null));
        assertThat(first.lineage().retriedBy(retry.id()).retriedBy(null)).isEqualTo(first.lineage());
        assertThat(Lineage.none().retriedBy(retry.id()).retriedBy(null)).isSameAs(Lineage.none());
    }

    @Test
    @DisplayName("changes one revision at a time")
    void revisions() {
        Invocation task = task("t", Operation.UPDATE, "1.0", "2.0", PENDING);
        Invocation other = task("o", Operation.UPDATE, "1.0", "2.0", PENDING);
        assertThatIllegalArgumentException().isThrownBy(() -> new InvocationChange(task, task));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InvocationChange(task, other.start(NOW).after()));
        assertThat(task.retriedBy(InvocationId.of("x")).isTransition()).isFalse();
    }
}
