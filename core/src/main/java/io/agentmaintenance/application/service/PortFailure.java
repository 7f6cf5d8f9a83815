package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.RefusalReason;
import java.util.function.Supplier;

/** A port that failed while items were being judged, as the reason that the items concerned are told. */
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

    /** Asks a port. Whatever it throws is its outage: an adapter's bug must not cost the other items their answer either. */
    static <T> T asking(RefusalReason reason, Supplier<T> question) throws PortFailure {
        try {
            return question.get();
        } catch (RuntimeException e) {
            throw new PortFailure(reason, e);
        }
    }
}
