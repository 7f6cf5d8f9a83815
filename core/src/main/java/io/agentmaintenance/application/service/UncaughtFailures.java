package io.agentmaintenance.application.service;

/** Passes failures that no caller sees to the uncaught-exception handler of the current thread. */
final class UncaughtFailures {
    private UncaughtFailures() {}

    /** Reports a failure. Throws nothing, even if the handler does. */
    static void report(Throwable failure) {
        try {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable ofHandler) {
            // The failure cannot be reported, and the work of other callers must go on.
            return;
        }
    }
}
