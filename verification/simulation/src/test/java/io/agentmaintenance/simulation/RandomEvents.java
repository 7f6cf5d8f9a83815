package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.List;

/** The possible next events: of a client, the host, the transport of reports, a server, or the clock. */
final class RandomEvents {
    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;
    private static final int DAY = 24 * 60 * MINUTE;

    private final World world;
    private final Client client;

    RandomEvents(World world) {
        this.world = world;
        this.client = new Client(world);
    }

    /** Lets a random event happen. */
    void any() {
        int move = world.random().between(1, 100);
        if (move <= 45) {
            world.randomNode().ifPresent(client::sendRequest);
        } else if (move <= 70) {
            next();
        } else if (move <= 82) {
            world.randomNode().ifPresent(world.reportChannel()::deliver);
        } else if (move <= 90) {
            world.randomNode().ifPresent(this::supervise);
        } else if (move <= 94) {
            passTime();
        } else if (move <= 97) {
            world.fleet().change(world.random());
        } else {
            falseReport();
        }
    }

    /** Runs the next event of the timeline. */
    void next() {
        Timeline.Event due = world.timeline().takeDue(world.random());
        Timeline.Event event = due == null ? world.timeline().takeNext() : due;
        if (event != null) {
            event.action().run();
        }
    }

    /** Starts a process, which then hands over the pending tasks. */
    void start(Node node) {
        world.log(node + " starts");
        node.start();
        supervise(node);
    }

    /** The periodic work of a host: resume after a start, until that succeeds; hand over again, forget, and end overdue tasks. */
    void supervise(Node node) {
        if (!node.isResumed()) {
            world.callCore(node, "resumes", maintenance -> {
                if (world.parts().resumes()) {
                    maintenance.supervision().resumePending();
                    world.checkNotEnded();
                    maintenance.supervision().resumeRunning();
                    world.checkNotEnded();
                }
                node.resumed();
            });
        }
        if (node.isResumed() && world.random().chance(0.1)) {
            world.callCore(node, "hands over again", maintenance -> {
                maintenance.supervision().resumePending(Duration.ofSeconds(30));
                world.checkNotEnded();
            });
        }
        if (node.isUp() && world.isBounded()) {
            world.callCore(node, "forgets", maintenance -> {
                maintenance.supervision().forgetFinished(Duration.ofHours(1));
                world.checkNotEnded();
            });
        }
        if (node.isUp() && world.parts().expires()) {
            world.callCore(node, "ends overdue tasks", maintenance -> {
                long before = world.timeline().now();
                long setting = world.timeline().setting();
                maintenance.supervision().expireOverdue();
                world.checkNotEnded();
                if (world.frame().faults() == 0 && world.timeline().setting() == setting) {
                    checkNotBlocked(node.faultFreeSince(setting), before);
                }
            });
        }
    }

    /** Whatever was done to the clock or to this process before, a limit is over when it has passed since. */
    private void checkNotBlocked(long faultFreeSince, long now) {
        for (Task task : world.ledger().tasks()) {
            Invariant.NOT_BLOCKED.check(
                    !isBlocked(task, faultFreeSince, now), () -> "an overdue task was not ended: " + task.now());
        }
    }

    private static boolean isBlocked(Task task, long faultFreeSince, long now) {
        boolean pending = task.now().status() == InvocationStatus.PENDING;
        Duration limit = pending ? World.LIMITS.pickUp() : World.LIMITS.execution();
        return task.isActive() && now > Math.max(task.since(), faultFreeSince) + limit.toMillis() + SECOND;
    }

    private void passTime() {
        RandomSource random = world.random();
        if (random.chance(world.faults().clockIsSet())) {
            setClock(random);
        } else {
            world.timeline().pass(random.chance(0.05) ? 8 * DAY : random.between(0, 6 * MINUTE));
        }
    }

    private void setClock(RandomSource random) {
        int wrongBy =
                random.oneOf(0, random.between(-MINUTE, MINUTE), random.between(-8 * MINUTE, 8 * MINUTE), DAY, -DAY);
        world.timeline().setClockWrongBy(wrongBy);
        world.log("the clock is wrong by " + wrongBy);
        world.counts().add(wrongBy >= DAY ? "clock a day ahead" : wrongBy <= -DAY ? "clock a day back" : "clock set");
    }

    /** Sends a report that no work has caused. */
    private void falseReport() {
        ProjectId project = oneOf(Fleet.PROJECTS);
        List<InvocationId> known = world.ledger().ids(project, any -> true);
        InvocationId task = known.isEmpty() || world.random().chance(0.1) ? InvocationId.of("unknown") : oneOf(known);
        ExecutionReport.Event event = oneOf(
                List.of(ExecutionReport.Event.SUCCEEDED, ExecutionReport.Event.FAILED, ExecutionReport.Event.CANCELED));
        if (event == ExecutionReport.Event.CANCELED) {
            world.confirmStop(task);
        }
        Worker nobody = world.random().chance(0.5) ? new Worker("nobody", 0) : null;
        world.reportChannel().send(new ExecutionReport(project, task, event, null, null, nobody));
    }

    private <T> T oneOf(List<T> choices) {
        return world.random().oneOf(choices);
    }
}
