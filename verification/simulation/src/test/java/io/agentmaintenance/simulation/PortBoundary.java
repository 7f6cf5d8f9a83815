package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.PortException;
import java.util.function.Supplier;

/** The boundary between a process and its ports. Here time passes, the process crashes, ports fail, and other calls run in between. */
final class PortBoundary {
    private static final double WAIT_PROBABILITY = 0.05;

    private final World world;
    private final Node node;

    PortBoundary(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** Calls a port, with all faults that the plan allows. */
    <T> T call(String port, Supplier<T> call) {
        return call(port, call, () -> {});
    }

    /**
     * Calls a port, with all faults that the plan allows.
     *
     * @param port the name of the port
     * @param call the call
     * @param answerLost runs if the call took effect but its answer was lost
     */
    <T> T call(String port, Supplier<T> call, Runnable answerLost) {
        return world.callPort(() -> {
            enter(port);
            if (world.random().chance(world.faults().portFails())) {
                fail(port);
            }
            T answer = call.get();
            mayCrash("after " + port);
            if (world.random().chance(world.faults().answerLost())) {
                answerLost.run();
                fail("the answer of " + port);
            }
            return answer;
        });
    }

    /** Calls a port for a caller other than the core, who sees its failures as the contract says. */
    <T> T callGuarded(String port, Supplier<T> call) {
        try {
            return call(port, call);
        } catch (IllegalStateException | NoClassDefFoundError e) {
            throw new PortException(e.getMessage(), e);
        }
    }

    /** Prepares a call that cannot fail: time passes, another call may run, and the process may crash. */
    void enter(String port) {
        if (world.random().chance(WAIT_PROBABILITY)) {
            world.timeline().pass(world.random().between(1, 3000));
        }
        if (world.random().chance(world.faults().interleaving())) {
            world.interleave(port);
        }
        mayCrash("before " + port);
    }

    private void mayCrash(String where) {
        if (world.random().chance(world.faults().crashes())) {
            world.counts().add("crashed " + where);
            world.crash(node, where);
            throw new Crash(node);
        }
    }

    /** Fails as the contract says, or with an exception or error that it does not mention. */
    private void fail(String what) {
        world.log("broken: " + what);
        world.counts().add("broken: " + what);
        world.frame().fault();
        switch (world.random().between(1, 3)) {
            case 1 -> throw new IllegalStateException(what + " is broken");
            case 2 -> throw new NoClassDefFoundError(what + " is broken");
            default -> throw new PortException(what + " is broken", null);
        }
    }
}
