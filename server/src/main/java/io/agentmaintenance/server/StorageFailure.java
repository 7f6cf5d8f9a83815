package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;

/** The storage cannot be opened. The message is one line that says why; it has no secret. */
final class StorageFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 500;

    private StorageFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** {@return the failure that an exception reports, in the words of the database if there are any} */
    static StorageFailure of(Throwable failure) {
        Throwable told = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof PortException) {
                told = cause;
            }
        }
        return new StorageFailure(oneLine(String.valueOf(told.getMessage())), failure);
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
    }
}
