package io.agentmaintenance.application.port.out;

import org.jspecify.annotations.Nullable;

/**
 * The outside world behind a port is broken: a database that is down, a transport that fails. The one exception that
 * adapters throw; the core turns it into the outcome of the items concerned wherever there are items.
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
