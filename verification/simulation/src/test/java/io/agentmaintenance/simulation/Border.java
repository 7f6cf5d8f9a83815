package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.PortException;
import java.util.function.Supplier;

/** The border between a process and its ports. Here it waits, dies, meets failing ports, and other processes act meanwhile. */
final class Border {
    private static final double WAITS = 0.05;

    private final World world;
    private final Node node;

    Border(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** Calls a port, with all faults that the plan allows. */
    <T> T cross(String port, Supplier<T> call) {
        return cross(port, call, () -> {});
    }

    /**
     * Calls a port, with all faults that the plan allows.
     *
     * @param port the name of the port
     * @param call the call
     * @param answerLost runs if the call took effect but its answer was lost
     */
    <T> T cross(String port, Supplier<T> call, Runnable answerLost) {
        return world.outside(() -> {
            pass(port);
            if (world.dice().falls(world.faults().portFails())) {
                fail(port);
            }
            T answer = call.get();
            dieMaybe("after " + port);
            if (world.dice().falls(world.faults().answerLost())) {
                answerLost.run();
                fail("the answer of " + port);
            }
            return answer;
        });
    }

    /** Prepares a call that cannot fail: time passes, another call may run, and the process may die. */
    void pass(String port) {
        if (world.dice().falls(WAITS)) {
            world.timeline().pass(world.dice().between(1, 3000));
        }
        if (world.dice().falls(world.faults().meanwhile())) {
            world.meanwhile(port);
        }
        dieMaybe("before " + port);
    }

    private void dieMaybe(String where) {
        if (world.dice().falls(world.faults().dies())) {
            world.tally().saw("died " + where);
            world.dies(node, where);
            throw new Crash(node);
        }
    }

    /** Fails as the contract says, or with an exception or error that it does not mention. */
    private void fail(String what) {
        world.log("broken: " + what);
        world.tally().saw("broken: " + what);
        world.frame().fault();
        switch (world.dice().between(1, 3)) {
            case 1 -> throw new IllegalStateException(what + " is broken");
            case 2 -> throw new NoClassDefFoundError(what + " is broken");
            default -> throw new PortException(what + " is broken", null);
        }
    }
}
