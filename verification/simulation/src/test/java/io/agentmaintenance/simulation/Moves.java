package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.List;

/** The possible next events: of a client, the host, the transport of reports, a server, or the clock. */
final class Moves {
    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;
    private static final int DAY = 24 * 60 * MINUTE;

    private final World world;
    private final Client client;

    Moves(World world) {
        this.world = world;
        this.client = new Client(world);
    }

    /** Lets a random event happen. */
    void any() {
        int move = world.dice().between(1, 100);
        if (move <= 45) {
            world.anyNode().ifPresent(client::ask);
        } else if (move <= 70) {
            next();
        } else if (move <= 82) {
            world.anyNode().ifPresent(world.wire()::deliver);
        } else if (move <= 90) {
            world.anyNode().ifPresent(this::supervise);
        } else if (move <= 94) {
            timePasses();
        } else if (move <= 97) {
            world.fleet().change(world.dice());
        } else {
            falseReport();
        }
    }

    /** Runs the next event of the timeline. */
    void next() {
        Timeline.Event due = world.timeline().takeDue(world.dice());
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
            world.act(node, "resumes", maintenance -> {
                if (world.parts().resumes()) {
                    maintenance.supervision().resumePending();
                    world.goOn();
                    maintenance.supervision().resumeRunning();
                    world.goOn();
                }
                node.resumed();
            });
        }
        if (node.isResumed() && world.dice().falls(0.1)) {
            world.act(node, "hands over again", maintenance -> {
                maintenance.supervision().resumePending(Duration.ofSeconds(30));
                world.goOn();
            });
        }
        if (node.isUp() && world.isForgetful()) {
            world.act(node, "forgets", maintenance -> {
                maintenance.supervision().forgetFinished(Duration.ofHours(1));
                world.goOn();
            });
        }
        if (node.isUp() && world.parts().expires()) {
            world.act(node, "ends overdue tasks", maintenance -> {
                long before = world.timeline().now();
                long setting = world.timeline().setting();
                maintenance.supervision().expireOverdue();
                world.goOn();
                if (world.frame().faults() == 0 && world.timeline().setting() == setting) {
                    checkNotBlocked(node.calmSince(setting), before);
                }
            });
        }
    }

    /** Whatever was done to the clock or to this process before, a limit is over when it has passed since. */
    private void checkNotBlocked(long calmSince, long now) {
        for (Task task : world.ledger().tasks()) {
            Invariant.NOT_BLOCKED.check(
                    !isBlocked(task, calmSince, now), () -> "an overdue task was not ended: " + task.now());
        }
    }

    private static boolean isBlocked(Task task, long calmSince, long now) {
        boolean pending = task.now().status() == InvocationStatus.PENDING;
        Duration limit = pending ? World.LIMITS.pickUp() : World.LIMITS.execution();
        return task.isActive() && now > Math.max(task.since(), calmSince) + limit.toMillis() + SECOND;
    }

    private void timePasses() {
        Dice dice = world.dice();
        if (dice.falls(world.faults().clockIsSet())) {
            setClock(dice);
        } else {
            world.timeline().pass(dice.falls(0.05) ? 8 * DAY : dice.between(0, 6 * MINUTE));
        }
    }

    private void setClock(Dice dice) {
        int wrongBy = dice.oneOf(0, dice.between(-MINUTE, MINUTE), dice.between(-8 * MINUTE, 8 * MINUTE), DAY, -DAY);
        world.timeline().setClockWrongBy(wrongBy);
        world.log("the clock is wrong by " + wrongBy);
        world.tally().saw(wrongBy >= DAY ? "clock a day ahead" : wrongBy <= -DAY ? "clock a day back" : "clock set");
    }

    /** Sends a report that no work has caused. */
    private void falseReport() {
        ProjectId project = dice(Fleet.PROJECTS);
        List<InvocationId> known = world.ledger().ids(project, any -> true);
        InvocationId task = known.isEmpty() || world.dice().falls(0.1) ? InvocationId.of("nobody") : dice(known);
        ExecutionReport.Event event = dice(
                List.of(ExecutionReport.Event.SUCCEEDED, ExecutionReport.Event.FAILED, ExecutionReport.Event.CANCELED));
        if (event == ExecutionReport.Event.CANCELED) {
            world.confirmStop(task);
        }
        Worker nobody = world.dice().falls(0.5) ? new Worker("nobody", 0) : null;
        world.wire().send(new ExecutionReport(project, task, event, null, null, nobody));
    }

    private <T> T dice(List<T> choices) {
        return world.dice().oneOf(choices);
    }
}
