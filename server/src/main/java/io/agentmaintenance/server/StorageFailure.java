package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.PortException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * The storage cannot be opened. The message is one line that says what could not be opened and why; it has no value of the database's settings.
 */
final class StorageFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int MAX_LENGTH = 500;

    private StorageFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * {@return the failure that an exception reports, in the words of the database if there are any}
     *
     * @param failure the exception
     * @param database the database; the name of its setting replaces each of its values
     */
    static StorageFailure ofDatabase(Throwable failure, DatabaseConfiguration database) {
        return new StorageFailure("Could not open the database: " + reasonOf(failure, database), failure);
    }

    /** {@return the reason of a failure in one line, in the words of the database if there are any, without values of settings} */
    static String reasonOf(Throwable failure, DatabaseConfiguration database) {
        return oneLine(reason(failure, database));
    }

    private static String reason(Throwable failure, DatabaseConfiguration database) {
        if (failure instanceof IllegalStateException) {
            // A sentence of the store. Its only value is the schema, and its words could be values by chance.
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof FlywayValidateException) {
            return "its history of migrations does not fit this program. Use the program that wrote it, or restore a backup.";
        }
        return withoutValues(wordsOfDatabase(failure), database.valuesBySetting());
    }

    private static String wordsOfDatabase(Throwable failure) {
        Throwable nearest = failure;
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            root = cause;
            if (cause instanceof SQLException || cause instanceof PortException) {
                nearest = cause;
            }
        }
        String message = String.valueOf(nearest.getMessage());
        if (root instanceof UnknownHostException) {
            return message + " The host is not known.";
        }
        boolean isNew = root != nearest && root.getMessage() != null && !message.contains(root.getMessage());
        return isNew ? message + " (" + root.getMessage() + ")" : message;
    }

    /** The longest values come first, because one may be part of another. */
    private static String withoutValues(String message, Map<String, String> settings) {
        String masked = message;
        for (String value : settings.keySet().stream()
                .filter(value -> !value.isBlank())
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            Pattern whole = Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(value) + "(?![A-Za-z0-9_])");
            masked = whole.matcher(masked).replaceAll(Matcher.quoteReplacement(String.valueOf(settings.get(value))));
        }
        return masked;
    }

    /** {@return the failure of a folder that an exception reports} */
    static StorageFailure ofFolder(Throwable failure) {
        return new StorageFailure(
                "Could not open the data folder: " + oneLine(String.valueOf(failure.getMessage())), failure);
    }

    /** {@return the failure to read the stored tasks at the start; the innermost exception of a port says why} */
    static StorageFailure ofTasks(PortException failure) {
        PortException innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortException port) {
                innermost = port;
            }
        }
        return new StorageFailure(
                "Could not read the stored tasks: " + oneLine(String.valueOf(innermost.getMessage())), failure);
    }

    private static String oneLine(String message) {
        String line = message.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH);
    }
}
