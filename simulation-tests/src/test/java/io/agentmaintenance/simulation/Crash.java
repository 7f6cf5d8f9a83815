package io.agentmaintenance.simulation;

/** The process ends here: no code of it runs on. An error, because nobody may catch it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("crash", null, false, false);
    }
}
