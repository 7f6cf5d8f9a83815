package io.agentmaintenance.simulation;

import static io.agentmaintenance.domain.InvocationStatus.CANCELED;
import static io.agentmaintenance.domain.InvocationStatus.FAILED;
import static io.agentmaintenance.domain.InvocationStatus.PENDING;
import static io.agentmaintenance.domain.InvocationStatus.ROLLBACKED;
import static io.agentmaintenance.domain.InvocationStatus.RUNNING;
import static io.agentmaintenance.domain.InvocationStatus.SUCCEEDED;
import static io.agentmaintenance.domain.InvocationStatus.TIMEOUT;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The history of one task as seen in the store, and further facts about it. */
final class Task {
    /** The table of transitions, written a second time from the rules, independent of the code. */
    static final Map<InvocationStatus, Set<InvocationStatus>> TRANSITIONS = new EnumMap<>(Map.of(
            PENDING, EnumSet.of(RUNNING, TIMEOUT, CANCELED),
            RUNNING, EnumSet.of(SUCCEEDED, FAILED, TIMEOUT, CANCELED),
            TIMEOUT, EnumSet.of(SUCCEEDED, FAILED, ROLLBACKED),
            SUCCEEDED, EnumSet.of(ROLLBACKED),
            FAILED, EnumSet.of(ROLLBACKED),
            CANCELED, EnumSet.noneOf(InvocationStatus.class),
            ROLLBACKED, EnumSet.noneOf(InvocationStatus.class)));

    private final Set<InvocationStatus> past = EnumSet.noneOf(InvocationStatus.class);
    private Invocation now;

    /** Its caller got the answer that it is accepted. */
    boolean answeredAccepted;

    /** It is no longer in the store: withdrawn, or forgotten after its end. */
    boolean gone;

    /** It was withdrawn. */
    boolean withdrawn;

    /** It was forgotten in the same write that changed it, so its last change was not seen. */
    boolean unseen;

    /** The answer to a write was lost and the read after it failed too: its caller cannot know what was stored. */
    boolean inDoubt;

    /** A report has confirmed that its work was stopped. */
    boolean stopConfirmed;

    /** A report was sent that no work has caused. */
    boolean falselyReported;

    private final int number;
    private NodeClock.Dating since;
    private long wishedAt = Long.MAX_VALUE;

    Task(Invocation created, NodeClock.Dating dated, int number) {
        this.number = number;
        now = created;
        since = dated;
        past.add(created.status());
        Invariant.LEGAL_TRANSITIONS.check(
                created.status() == PENDING && created.revision() == 1, () -> "first stored as " + created);
        Invariant.TIME_IN_ORDER.check(
                created.progress().updatedAt().equals(created.createdAt()), () -> "first stored as " + created);
    }

    Invocation now() {
        return now;
    }

    InvocationId id() {
        return now.id();
    }

    /** Its number in the order of storing. */
    int number() {
        return number;
    }

    /** When its present limit began: when it was dated, or its start was. */
    NodeClock.Dating since() {
        return since;
    }

    /** When a wish to cancel it was stored; the end of time if there is none. */
    long wishedAt() {
        return wishedAt;
    }

    boolean isActive() {
        return !gone && now.isActive();
    }

    /** Whether it was seen in this state. Also true if its last state could not be seen. */
    boolean hasBeen(InvocationStatus status) {
        return past.contains(status) || unseen;
    }

    void change(Invocation next, Timeline timeline, TimeLimits limits, Node node) {
        Invocation before = now;
        now = next;
        past.add(next.status());
        checkStep(before, next);
        Invariant.SAME_TASK.check(facts(before).equals(facts(next)), () -> before + " became " + next);
        checkKept(before.progress(), next.progress());
        Instant updated = next.progress().updatedAt();
        Invariant.TIME_IN_ORDER.check(
                !updated.isBefore(before.progress().updatedAt()) && !updated.isBefore(next.createdAt()),
                () -> before + " became " + next);
        if (next.status() == TIMEOUT && before.status() != TIMEOUT && node.canJudge(since)) {
            Duration limit = before.status() == PENDING ? limits.pickUp() : limits.execution();
            Invariant.TIME_OUT_IN_TIME.check(
                    timeline.now() - since.at() > limit.toMillis() - 2 * NodeClock.TOLERANCE,
                    () -> "timed out too early: " + before + " became " + next);
        }
        if (next.status() == RUNNING && before.status() == PENDING) {
            since = node.clock()
                    .lastReading(Objects.requireNonNull(next.progress().startedAt()));
        }
        if (next.progress().cancelRequestedAt() != null && wishedAt == Long.MAX_VALUE) {
            wishedAt = timeline.now();
        }
    }

    private void checkStep(Invocation before, Invocation next) {
        boolean legal = before.status() == next.status()
                || TRANSITIONS.get(before.status()).contains(next.status());
        Invariant.LEGAL_TRANSITIONS.check(
                legal && next.revision() == before.revision() + 1, () -> before + " became " + next);
        boolean stopped = before.status() == RUNNING && next.status() == CANCELED;
        Invariant.LEGAL_TRANSITIONS.check(!stopped || stopConfirmed, () -> "no report confirmed the stop of " + next);
        boolean corrected = before.status() == TIMEOUT && (next.status() == SUCCEEDED || next.status() == FAILED);
        Invariant.LEGAL_TRANSITIONS.check(
                !corrected || next.progress().late(), () -> "the late report is not marked as late: " + next);
    }

    private static void checkKept(Progress before, Progress next) {
        boolean begins = before.status() == PENDING && next.status() == RUNNING;
        boolean asked = before.cancelRequestedAt() == null && next.cancelRequestedAt() != null;
        Invariant.WORKER_STAYS.check(
                begins || Objects.equals(before.startedBy(), next.startedBy()), () -> before + " became " + next);
        Invariant.WORKER_STAYS.check(
                asked
                        ? before.status() == RUNNING && next.status() == RUNNING
                        : Objects.equals(before.cancelRequestedAt(), next.cancelRequestedAt()),
                () -> before + " became " + next);
    }

    /** Whether this worker has begun it, as far as that was seen. */
    boolean isBegunBy(@Nullable Worker worker) {
        return unseen || (worker != null && worker.equals(now.progress().startedBy()));
    }

    /** The facts that never change. */
    private static Object facts(Invocation i) {
        return List.of(
                i.id(),
                i.project(),
                i.instance(),
                i.type(),
                i.operation(),
                i.lineage().retriedBy(null),
                String.valueOf(i.origin()),
                String.valueOf(i.versions().previous()),
                i.versions().target(),
                i.requestedBy(),
                i.createdAt(),
                i.ordinal());
    }

    @Override
    public String toString() {
        return id() + " " + now.status() + (withdrawn ? " (withdrawn)" : gone ? " (forgotten)" : "");
    }
}
