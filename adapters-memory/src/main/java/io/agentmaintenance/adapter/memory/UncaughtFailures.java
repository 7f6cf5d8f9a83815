package io.agentmaintenance.adapter.memory;

/** Passes failures that no caller sees to the uncaught-exception handler of the current thread. */
final class UncaughtFailures {
    private UncaughtFailures() {}

    /** Reports a failure. Throws nothing, even if the handler does. */
    static void report(Throwable failure) {
        try {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
        } catch (Throwable ofHandler) {
            // The failure cannot be reported, and other jobs must go on.
            return;
        }
    }
}
