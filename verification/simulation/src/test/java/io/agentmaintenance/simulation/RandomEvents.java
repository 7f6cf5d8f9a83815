package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.util.List;

/** The possible next events: of a client, the host, the transport of reports, a server, or the clock. */
final class RandomEvents {
    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;
    private static final int DAY = 24 * 60 * MINUTE;

    private final World world;
    private final Client client;
    private final Host host;

    RandomEvents(World world) {
        this.world = world;
        this.client = new Client(world);
        this.host = new Host(world);
    }

    Host host() {
        return host;
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
            world.randomNode().ifPresent(host::superviseSome);
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

    private void passTime() {
        RandomSource random = world.random();
        if (random.chance(world.faults().clockIsSet())) {
            setClock(random);
        } else {
            world.timeline().pass(random.chance(0.05) ? 8 * DAY : random.between(0, 6 * MINUTE));
        }
    }

    /** Sets the clock of one machine, or of all in the same way, as where they follow the clock of one database. */
    private void setClock(RandomSource random) {
        int wrongBy =
                random.oneOf(0, random.between(-MINUTE, MINUTE), random.between(-8 * MINUTE, 8 * MINUTE), DAY, -DAY);
        List<Node> machines = random.chance(0.5) ? world.nodes() : List.of(random.oneOf(world.nodes()));
        machines.forEach(node -> node.clock().set(wrongBy));
        world.log("the clock of " + machines + " is wrong by " + wrongBy);
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
        Task reported = world.ledger().find(task);
        if (reported != null) {
            reported.falselyReported = true;
        }
        Worker nobody = world.random().chance(0.5) ? new Worker("nobody", 0) : null;
        world.reportChannel().send(new ExecutionReport(project, task, event, null, null, nobody));
    }

    private <T> T oneOf(List<T> choices) {
        return world.random().oneOf(choices);
    }
}
