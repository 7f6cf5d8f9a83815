package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What one process can know about the age of tasks, from ending overdue ones again and again. */
final class Supervision {
    /** Clocks of machines differ by a second and drift by less than another one. */
    private static final long SLACK = 2 * NodeClock.TOLERANCE;

    private final World world;
    private final NodeClock clock;
    private final Map<Step, Long> seen = new HashMap<>();
    private long faultFreeSince = Long.MAX_VALUE;
    private int setting;

    private record Step(InvocationId task, InvocationStatus status) {
        static Step of(Task task) {
            return new Step(task.id(), task.now().status());
        }
    }

    Supervision(World world, NodeClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /**
     * Notes that a turn has ended. Whatever was done to the clock or to this process before, a limit is over when it has passed since.
     *
     * @param done whether it had no fault, and the clock was not set meanwhile
     * @param began when it began
     */
    void turnEnded(boolean done, long began) {
        if (!done || setting != clock.setting()) {
            seen.clear();
        }
        if (!done) {
            return;
        }
        if (faultFreeSince == Long.MAX_VALUE || setting != clock.setting()) {
            faultFreeSince = world.timeline().now();
            setting = clock.setting();
        }
        for (Task task : world.ledger().tasks()) {
            if (task.isActive()) {
                Invariant.NOT_BLOCKED.check(
                        !isBlocked(task, began), () -> "an overdue task was not ended: " + task.now());
                seen.putIfAbsent(Step.of(task), world.timeline().now());
            }
        }
    }

    private boolean isBlocked(Task task, long now) {
        boolean pending = task.now().status() == InvocationStatus.PENDING;
        Duration limit = pending ? World.LIMITS.pickUp() : World.LIMITS.execution();
        return now > Math.max(knownSince(task), faultFreeSince) + limit.toMillis() + SLACK;
    }

    /** Since when this process can count the time of a task: if another clock dated it that was ahead, since it was first seen. */
    private long knownSince(Task task) {
        NodeClock.Dating since = task.since();
        return clock.aheadAt(since) <= NodeClock.TOLERANCE
                ? since.at()
                : seen.getOrDefault(Step.of(task), world.timeline().now());
    }
}
