package io.agentmaintenance.simulation;

/**
 * The probability of each fault, per occasion, from 0 to 1.
 *
 * @param portFails a port throws before it does anything
 * @param answerLost a port throws after it has done everything
 * @param entryFails the store fails for a single entry of a batch
 * @param crashes the process crashes at the boundary of a port
 * @param interleaving another call runs while a port is called
 * @param declines the executor has no room for a task
 * @param reportLost a report gets lost
 * @param reportDoubled a report is delivered twice
 * @param clockIsSet the clock of one machine or of all is set wrong, by seconds, by minutes or by a day, or right
 * @param falseDeath a process that looks after the work of dead processes takes a living one for dead
 */
record FaultPlan(
        double portFails,
        double answerLost,
        double entryFails,
        double crashes,
        double interleaving,
        double declines,
        double reportLost,
        double reportDoubled,
        double clockIsSet,
        double falseDeath) {
    /** No faults. */
    static final FaultPlan NONE = new FaultPlan(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A random probability for each fault, often 0. */
    static FaultPlan random(RandomSource random) {
        return new FaultPlan(
                probability(random, 0.04),
                probability(random, 0.04),
                probability(random, 0.08),
                probability(random, 0.02),
                probability(random, 0.25),
                probability(random, 0.20),
                probability(random, 0.30),
                probability(random, 0.40),
                probability(random, 0.60),
                probability(random, 0.30));
    }

    private static double probability(RandomSource random, double max) {
        return random.oneOf(0.0, max / 5, max / 2, max);
    }
}
