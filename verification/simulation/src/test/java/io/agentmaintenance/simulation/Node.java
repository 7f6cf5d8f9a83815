package io.agentmaintenance.simulation;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process of the host. When it crashes, its objects are dropped. It is built again over the store, which survives. */
final class Node {
    private final World world;
    private final String name;
    private @Nullable AgentMaintenance maintenance;
    private @Nullable UnreliableExecutor executor;
    private int starts;
    private boolean resumed;
    private long faultFreeSince = Long.MAX_VALUE;
    private long faultFreeSetting;
    private Set<Long> settingsRead = new HashSet<>();

    Node(World world, String name) {
        this.world = world;
        this.name = name;
    }

    boolean isUp() {
        return maintenance != null;
    }

    /** Whether it is running and has handed over the pending tasks. */
    boolean isResumed() {
        return isUp() && resumed;
    }

    AgentMaintenance maintenance() {
        if (maintenance == null) {
            throw new IllegalStateException("the process is not running");
        }
        return maintenance;
    }

    boolean wasGiven(InvocationId task) {
        return executor != null && executor.wasGiven(task);
    }

    void start() {
        PortBoundary boundary = new PortBoundary(world, this);
        // A set of its own for each run: the core of a crashed process may still read the clock.
        Set<Long> seen = new HashSet<>();
        settingsRead = seen;
        starts++;
        AgentMaintenance.Builder builder = AgentMaintenance.builder()
                .repository(world.parts().repository(new FaultyRepository(world, boundary), this::start))
                .directory((project, instances) ->
                        boundary.call("directory", () -> world.fleet().find(project, instances)))
                .catalog(project -> boundary.call("catalog", () -> world.fleet().offered()))
                .ids(count -> boundary.call("ids", () -> world.nextIds(count)))
                .executor(reports -> {
                    executor = new UnreliableExecutor(world, this, name + "." + starts, boundary, reports);
                    return world.parts().executor(executor);
                })
                .clock(world.timeline().clock(seen::add), world.timeline()::now)
                .limits(World.LIMITS)
                .validator(World.VALIDATOR);
        for (int i = 0; i < world.parts().listeners(); i++) {
            builder.listener(new CheckingListener(world, boundary));
        }
        maintenance = builder.build();
        resumed = false;
    }

    void resumed() {
        resumed = true;
    }

    /**
     * Notes that this process has supervised without a fault, and returns since when it has, with the clock as it is set now.
     *
     * @param setting how often the clock was set before
     */
    long faultFreeSince(long setting) {
        if (faultFreeSince == Long.MAX_VALUE || faultFreeSetting != setting) {
            faultFreeSince = world.timeline().now();
            faultFreeSetting = setting;
        }
        return faultFreeSince;
    }

    /** Whether this process has read the clock while it was set so. */
    boolean hasReadClock(long setting) {
        return settingsRead.contains(setting);
    }

    /** Drops everything that was in its memory. */
    void crash() {
        maintenance = null;
        faultFreeSince = Long.MAX_VALUE;
        settingsRead = new HashSet<>();
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
