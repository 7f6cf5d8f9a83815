package io.agentmaintenance.simulation;

/**
 * The probability of each fault, per occasion, from 0 to 1.
 *
 * @param portFails a port throws before it does anything
 * @param answerLost a port throws after it has done everything
 * @param entryFails the store fails for a single entry of a batch
 * @param dies the process dies at the border of a port
 * @param meanwhile another call runs while a port is called
 * @param declines the executor has no room for a task
 * @param reportLost a report gets lost
 * @param reportDoubled a report is delivered twice
 * @param clockIsSet the clock of the processes is set wrong, by seconds, by minutes or by a day, or right
 */
record FaultPlan(
        double portFails,
        double answerLost,
        double entryFails,
        double dies,
        double meanwhile,
        double declines,
        double reportLost,
        double reportDoubled,
        double clockIsSet) {
    /** No faults. */
    static final FaultPlan CALM = new FaultPlan(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** A random probability for each fault, often 0. */
    static FaultPlan any(Dice dice) {
        return new FaultPlan(
                chance(dice, 0.04),
                chance(dice, 0.04),
                chance(dice, 0.08),
                chance(dice, 0.02),
                chance(dice, 0.25),
                chance(dice, 0.20),
                chance(dice, 0.30),
                chance(dice, 0.40),
                chance(dice, 0.60));
    }

    private static double chance(Dice dice, double most) {
        return dice.oneOf(0.0, most / 5, most / 2, most);
    }
}
