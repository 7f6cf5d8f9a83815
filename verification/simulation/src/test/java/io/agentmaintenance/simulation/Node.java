package io.agentmaintenance.simulation;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.simulation.Frame.HandOver;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One machine with one process of the host. When the process crashes, its objects are dropped; another one with another name is built over
 * the store, which survives. The clock belongs to the machine.
 */
final class Node {
    private final World world;
    private final String name;
    private final NodeClock clock;
    private @Nullable AgentMaintenance maintenance;
    private @Nullable UnreliableExecutor executor;
    private @Nullable Supervision supervision;
    private int starts;
    private long startedAt;
    private boolean retired;
    private Set<NodeClock.Dating> readings = new HashSet<>();

    Node(World world, String name, int drift) {
        this.world = world;
        this.name = name;
        this.clock = new NodeClock(world.timeline(), drift);
    }

    NodeClock clock() {
        return clock;
    }

    boolean isUp() {
        return maintenance != null;
    }

    /** Since when its process has been running; the end of time if none is. */
    long upSince() {
        return isUp() ? startedAt : Long.MAX_VALUE;
    }

    /** Whether no process will start on it any more. */
    boolean isRetired() {
        return retired;
    }

    void retire() {
        retired = true;
    }

    AgentMaintenance maintenance() {
        if (maintenance == null) {
            throw new IllegalStateException("the process is not running");
        }
        return maintenance;
    }

    UnreliableExecutor executor() {
        if (executor == null) {
            throw new IllegalStateException("the process is not running");
        }
        return executor;
    }

    /** What its process knows from ending overdue tasks. */
    Supervision supervision() {
        if (supervision == null) {
            throw new IllegalStateException("the process is not running");
        }
        return supervision;
    }

    /** The name of its latest process. */
    String process() {
        return name + "." + starts;
    }

    boolean wasGiven(InvocationId task) {
        return executor != null && executor.wasGiven(task);
    }

    boolean hasTakenOver(InvocationId task) {
        return executor != null && executor.hasTakenOver(task);
    }

    void start() {
        PortBoundary boundary = new PortBoundary(world, this);
        // A set of its own for each run: the core of a crashed process may still read the clock.
        Set<NodeClock.Dating> seen = new HashSet<>();
        readings = seen;
        starts++;
        startedAt = world.timeline().now();
        AgentMaintenance.Builder builder = AgentMaintenance.builder()
                .repository(world.parts().repository(new FaultyRepository(world, boundary), this::start))
                .directory((project, instances) ->
                        boundary.call("directory", () -> world.fleet().find(project, instances)))
                .catalog(project -> boundary.call("catalog", () -> world.fleet().offered()))
                .ids(count -> boundary.call("ids", () -> world.nextIds(count)))
                .executor(reports -> {
                    executor = new UnreliableExecutor(
                            world, this, process(), boundary, world.parts().reports(reports));
                    return world.parts().executor(executor);
                })
                .clock(clock.clock(seen::add), world.timeline()::now)
                .limits(World.LIMITS)
                .validator(World.VALIDATOR);
        for (int i = 0; i < world.parts().listeners(); i++) {
            builder.listener(new CheckingListener(world, boundary));
        }
        maintenance = builder.build();
        supervision = new Supervision(world, clock);
        world.processes().started(process());
    }

    /** Whether its process can know how much time has passed since a task was dated: the clocks agreed, and it read its own. */
    boolean canJudge(NodeClock.Dating dating) {
        return clock.agreedAt(dating) && readings.stream().anyMatch(reading -> clock.isShownBy(reading, dating.at()));
    }

    /** Whether the running call hands over again what was created a moment ago, by the clock of this machine. */
    boolean isTooRecent(Invocation invocation) {
        HandOver turn = world.frame().handOver();
        if (turn == null || turn.setting() != clock.setting()) {
            return false;
        }
        long created = invocation.createdAt().toEpochMilli();
        boolean ahead = created > turn.shown() + NodeClock.TOLERANCE;
        return !ahead && created >= clock.shown() - World.AGE.toMillis();
    }

    /** The age of a task by the clock of this machine, in milliseconds; less than 0 if it is dated ahead. */
    long age(Invocation invocation) {
        return clock.shown() - invocation.createdAt().toEpochMilli();
    }

    /** Drops everything that was in the memory of the process. */
    void crash() {
        world.processes().gone(process());
        maintenance = null;
        supervision = null;
        readings = new HashSet<>();
        executor = null;
        world.timeline().forget(this);
    }

    @Override
    public String toString() {
        return name;
    }

    // For a planted fault only: a repository that knows the executor.
    private void start(List<Invocation> tasks) {
        if (executor != null) {
            executor.start(tasks);
        }
    }
}
