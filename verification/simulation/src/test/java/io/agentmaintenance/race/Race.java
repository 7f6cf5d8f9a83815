package io.agentmaintenance.race;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One task and the threads that race to end it. Checks their answers against the stored task and the notifications. */
final class Race {
    private static final long MAX_WAIT_SECONDS = 30;

    private final CoreUnderTest core;
    private final Invocation task;
    private final boolean reportsSuccess;
    private final CyclicBarrier start;
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private @Nullable CancelOutcome canceled;
    private @Nullable ReportOutcome completed;

    /**
     * Creates a race.
     *
     * @param core the core
     * @param task the task to end
     * @param reportsSuccess whether one thread reports success; otherwise the task is canceled or times out
     */
    Race(CoreUnderTest core, Invocation task, boolean reportsSuccess) {
        this.core = core;
        this.task = task;
        this.reportsSuccess = reportsSuccess;
        this.start = new CyclicBarrier(reportsSuccess ? 3 : 2);
    }

    /** Called before every write. The first write of each thread waits until all threads have read the task. */
    void awaitAllThreads() {
        if (!started.add(Thread.currentThread())) {
            return;
        }
        try {
            start.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("not every thread tried to end the task " + task.id(), e);
        }
    }

    void cancel() {
        canceled = core.maintenance()
                .cancellation()
                .cancel(task.project(), List.of(task.id()))
                .get(0);
    }

    void complete() {
        if (reportsSuccess) {
            completed = core.maintenance().reports().report(ExecutionReport.succeeded(task));
        }
    }

    /** Checks the race and returns how the task ended. */
    Ending ending() {
        Invocation stored = core.stored(task);
        List<InvocationChange> changes = core.takeChanges(task).stream()
                .sorted(Comparator.comparingInt(change -> change.after().revision()))
                .toList();
        checkChanges(changes, stored);
        boolean timedOut = changes.stream().anyMatch(change -> change.after().status() == InvocationStatus.TIMEOUT);
        InvocationStatus end = stored.status();
        check(
                end != InvocationStatus.PENDING && end != InvocationStatus.RUNNING,
                "has no final state",
                stored,
                changes);
        check(
                canceled != CancelOutcome.CANCELED || end == InvocationStatus.CANCELED,
                "was answered as canceled, but is not",
                stored,
                changes);
        check(
                (completed == ReportOutcome.APPLIED) == (end == InvocationStatus.SUCCEEDED),
                "was answered otherwise than it is stored",
                stored,
                changes);
        return new Ending(end, timedOut);
    }

    /**
     * How a task has ended.
     *
     * @param status its final state
     * @param timedOut whether it timed out first; a late success may have corrected that
     */
    record Ending(InvocationStatus status, boolean timedOut) {}

    /** Checks that the notifications are one chain from the accepted task to the stored one, without gaps or repetitions. */
    private void checkChanges(List<InvocationChange> changes, Invocation stored) {
        int terminal = 0;
        int revision = task.revision();
        InvocationStatus status = task.status();
        for (InvocationChange change : changes) {
            check(
                    announced(change.before()) == revision && change.before().status() == status,
                    "has a missing or repeated notification",
                    stored,
                    changes);
            revision = announced(change.after());
            status = change.after().status();
            terminal += change.after().isActive() ? 0 : 1;
        }
        check(
                revision == announced(stored) && status == stored.status(),
                "is stored otherwise than listeners were notified",
                stored,
                changes);
        boolean corrected = stored.progress().late();
        check(terminal == (corrected ? 2 : 1), "ended more than once", stored, changes);
    }

    /** The revision without the one in which the wish to cancel was stored, which listeners are not notified of. */
    private static int announced(Invocation invocation) {
        return invocation.revision() - (invocation.progress().cancelRequestedAt() == null ? 0 : 1);
    }

    private void check(boolean holds, String what, Invocation stored, List<InvocationChange> changes) {
        if (!holds) {
            throw new AssertionError("the task " + what + ": cancel " + canceled + ", complete " + completed
                    + "\n  stored: " + stored + "\n  notified: "
                    + changes.stream()
                            .map(change -> change.before().status() + " ("
                                    + change.before().revision() + ") > "
                                    + change.after().status() + " ("
                                    + change.after().revision() + ")")
                            .toList());
        }
    }
}
