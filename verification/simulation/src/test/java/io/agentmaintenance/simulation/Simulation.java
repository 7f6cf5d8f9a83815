package io.agentmaintenance.simulation;

/** One run: a world made from a seed, many events with faults, and then enough time without faults for all tasks to end. */
final class Simulation {
    private static final int MOST_MOVES = 120;
    private static final int FEWEST_MOVES = 20;
    private static final int MINUTE = 60_000;
    private static final int CALM_MINUTES = 120;

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
            world.nodes().forEach(world.moves()::start);
            int moves = world.dice().between(FEWEST_MOVES, MOST_MOVES);
            for (int i = 0; i < moves; i++) {
                world.moves().any();
                inspection.afterStep();
            }
            world.calmDown();
            for (int i = 0; i < CALM_MINUTES && isSomethingUnderWay(); i++) {
                calmMinute();
            }
            inspection.atTheEnd();
        } catch (Throwable e) {
            throw new FailedRun(seed, world.log(), e);
        }
    }

    private boolean isSomethingUnderWay() {
        return world.ledger().tasks().stream().anyMatch(Task::isActive)
                || !world.nodes().stream().allMatch(Node::isResumed);
    }

    private void calmMinute() {
        world.timeline().pass(MINUTE);
        for (Timeline.Event due = world.timeline().takeDue(world.dice());
                due != null;
                due = world.timeline().takeDue(world.dice())) {
            due.action().run();
        }
        for (Node node : world.nodes()) {
            world.wire().deliver(node);
            world.moves().supervise(node);
        }
        inspection.afterStep();
    }
}
