package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;

/** Finds the words of an exception that a reader needs: those of the database or of the port, on one line. */
final class FailureReason {
    private static final int MAX_LENGTH = 500;

    private FailureReason() {}

    /** {@return the message of the innermost exception of a database or a port, or else of the exception itself} */
    static String of(Throwable failure) {
        Throwable nearest = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof PortException) {
                nearest = cause;
            }
        }
        String message = nearest.getMessage() == null ? nearest.getClass().getSimpleName() : nearest.getMessage();
        String line = message.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
    }
}
