package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.PortException;
import java.util.ArrayList;
import java.util.List;

/** The first failures of one call of a use case, ten at most, to be reported once, all together. Not thread-safe. */
final class Failures {
    private static final int MAX_KEPT = 10;

    private final List<RuntimeException> kept = new ArrayList<>();

    void add(RuntimeException failure) {
        if (kept.size() < MAX_KEPT) {
            kept.add(failure);
        }
    }

    /** Passes the failures, if there are any, to the uncaught-exception handler, because the caller sees a result. */
    void report(String message) {
        if (kept.size() == 1) {
            UncaughtFailures.report(kept.get(0));
        } else if (!kept.isEmpty()) {
            UncaughtFailures.report(asException(message));
        }
    }

    /** The failures as one exception: the first is its cause, and the next ones are suppressed. */
    PortException asException(String message) {
        PortException all = new PortException(message, kept.isEmpty() ? null : kept.get(0));
        kept.stream().skip(1).forEach(all::addSuppressed);
        return all;
    }
}
