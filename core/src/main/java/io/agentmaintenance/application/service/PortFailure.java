package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.RefusalReason;
import java.util.function.Supplier;

/** The failure of a port while items are judged, as the reason why the items concerned are refused. */
final class PortFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final RefusalReason reason;

    private PortFailure(RefusalReason reason, RuntimeException cause) {
        super(cause);
        this.reason = reason;
    }

    RefusalReason reason() {
        return reason;
    }

    /** Calls a port. Any exception counts as its failure, which becomes the reason. */
    static <T> T asking(RefusalReason reason, Supplier<T> call) throws PortFailure {
        try {
            return call.get();
        } catch (RuntimeException e) {
            // The caller sees the reason only.
            UncaughtFailures.report(e);
            throw new PortFailure(reason, e);
        }
    }
}
