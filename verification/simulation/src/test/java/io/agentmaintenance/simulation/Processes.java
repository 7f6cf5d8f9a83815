package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.Worker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which processes have been seen, and since when they have gone. */
final class Processes {
    /** A process that shows no sign of life for so long is taken for dead, in milliseconds. */
    static final long LEASE = 40_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final World world;
    private final Map<String, Long> goneSince = new HashMap<>();

    Processes(World world) {
        this.world = world;
    }

    void started(String process) {
        goneSince.put(process, NEVER);
    }

    void gone(String process) {
        goneSince.put(process, world.timeline().now());
    }

    /** Lets another process start on a machine: soon, later or never. One machine never stays without a process. */
    void startLater(Node node) {
        boolean isLast = world.nodes().stream().allMatch(other -> other == node || other.isRetired());
        if (!isLast && world.random().chance(0.1)) {
            world.log(node + " never starts again");
            world.counts().add("never starts again");
            node.retire();
        } else {
            int longest = world.random().chance(0.8) ? 20_000 : 600_000;
            world.timeline()
                    .after(
                            world.random().between(0, longest),
                            null,
                            () -> world.randomEvents().host().start(node));
        }
    }

    /** Since when the process of a worker has gone; the end of time if it runs, and 0 if nobody knows the worker. */
    long goneSince(@Nullable Worker worker) {
        return worker == null ? 0 : goneSince.getOrDefault(worker.process(), 0L);
    }

    /** Whether a process takes that of a worker for dead. Sometimes it is wrong: that one is alive and goes on. */
    boolean isTakenForDead(Node judge, @Nullable Worker worker) {
        if (worker != null && worker.process().equals(judge.process())) {
            return false;
        }
        long gone = goneSince(worker);
        if (gone == NEVER && world.random().chance(world.faults().falseDeath())) {
            world.log("false death of " + worker);
            world.counts().add("false death");
            return true;
        }
        return gone != NEVER && gone + LEASE <= world.timeline().now();
    }
}
