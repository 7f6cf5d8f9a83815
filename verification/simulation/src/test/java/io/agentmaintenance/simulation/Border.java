package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.PortException;
import java.util.function.Supplier;

/** Where a process meets the outside world: where it waits, dies, is overtaken by others, and finds the world broken. */
final class Border {
    private static final double WAITS = 0.05;

    private final World world;
    private final Node node;

    Border(World world, Node node) {
        this.world = world;
        this.node = node;
    }

    /** A call of a port, with everything that can befall it. */
    <T> T cross(String port, Supplier<T> call) {
        return cross(port, call, () -> {});
    }

    /**
     * The same.
     *
     * @param port its name
     * @param call what it does
     * @param answerLost is told if it was done but its answer was lost
     */
    <T> T cross(String port, Supplier<T> call, Runnable answerLost) {
        return world.outside(() -> {
            pass(port);
            if (world.dice().falls(world.weather().portFails())) {
                fail(port);
            }
            T answer = call.get();
            dieMaybe("after " + port);
            if (world.dice().falls(world.weather().answerLost())) {
                answerLost.run();
                fail("the answer of " + port);
            }
            return answer;
        });
    }

    /** A call that does not fail: time passes, others are at work, and the process may die. */
    void pass(String port) {
        if (world.dice().falls(WAITS)) {
            world.timeline().pass(world.dice().between(1, 3000));
        }
        if (world.dice().falls(world.weather().meanwhile())) {
            world.meanwhile(port);
        }
        dieMaybe("before " + port);
    }

    private void dieMaybe(String where) {
        if (world.dice().falls(world.weather().dies())) {
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
