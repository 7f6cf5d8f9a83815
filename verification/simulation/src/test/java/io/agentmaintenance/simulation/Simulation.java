package io.agentmaintenance.simulation;

/** One run: a world made from a seed, many events with faults, and then enough time without faults for all tasks to end. */
final class Simulation {
    private static final int MAX_EVENTS = 120;
    private static final int MIN_EVENTS = 20;
    private static final int MINUTE = 60_000;
    private static final int FAULT_FREE_MINUTES = 120;

    private final long seed;
    private final World world;
    private final Inspection inspection;

    private Simulation(long seed, Parts parts) {
        this.seed = seed;
        this.world = new World(seed, parts);
        this.inspection = new Inspection(world);
    }

    /** Runs the world of a seed. */
    static World run(long seed) {
        return run(seed, new Parts());
    }

    /**
     * Runs the world of a seed with other parts.
     *
     * @throws FailedRun if an invariant does not hold
     */
    static World run(long seed, Parts parts) {
        Simulation simulation = new Simulation(seed, parts);
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        // The core reports the faults of this world, which are expected here.
        thread.setUncaughtExceptionHandler((where, fault) -> {});
        try {
            simulation.run();
        } finally {
            thread.setUncaughtExceptionHandler(before);
        }
        return simulation.world;
    }

    private void run() {
        try {
            world.nodes().forEach(world.randomEvents().host()::start);
            int randomEvents = world.random().between(MIN_EVENTS, MAX_EVENTS);
            for (int i = 0; i < randomEvents; i++) {
                world.randomEvents().any();
                inspection.afterStep();
            }
            world.stopFaults();
            inspection.faultsStopped();
            for (int i = 0; i < FAULT_FREE_MINUTES && isSomethingUnderWay(); i++) {
                runFaultFreeMinute();
            }
            inspection.atTheEnd();
        } catch (Throwable e) {
            throw new FailedRun(seed, world.log(), e);
        }
    }

    private boolean isSomethingUnderWay() {
        return world.ledger().tasks().stream().anyMatch(Task::isActive);
    }

    private void runFaultFreeMinute() {
        world.timeline().pass(MINUTE);
        for (Timeline.Event due = world.timeline().takeDue(world.random());
                due != null;
                due = world.timeline().takeDue(world.random())) {
            due.action().run();
        }
        for (Node node : world.nodes()) {
            if (node.isUp()) {
                world.reportChannel().deliver(node);
                world.randomEvents().host().superviseAll(node);
            }
        }
        inspection.afterStep();
        inspection.afterFaultFreeMinute();
    }
}
