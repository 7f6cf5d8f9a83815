package io.agentmaintenance.application.port.out;

import org.jspecify.annotations.Nullable;

/**
 * The failure of a port: a database that is down, a transport that cannot reach its server. The one exception that adapters throw, and the
 * one that use cases throw because of a port. Where items are concerned, the core turns it into their outcome.
 */
public final class PortException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is broken.
     *
     * @param message what was tried and failed, without secrets: it may be logged
     * @param cause the reason, or null
     */
    public PortException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
