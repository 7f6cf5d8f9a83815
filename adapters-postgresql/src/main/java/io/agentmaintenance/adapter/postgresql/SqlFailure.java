package io.agentmaintenance.adapter.postgresql;

import java.sql.SQLException;
import java.sql.SQLTransientException;

/** The meaning of the state of an {@link SQLException}. Its message is never passed on, because it may have values or addresses in it. */
final class SqlFailure {
    static final String NO_CONNECTION = "08001";

    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";

    private SqlFailure() {}

    /** {@return whether PostgreSQL has rolled back and advises to repeat} */
    static boolean isRolledBackForAnother(SQLException e) {
        return SERIALIZATION_FAILURE.equals(e.getSQLState()) || DEADLOCK.equals(e.getSQLState());
    }

    /** {@return the reason for the reader, without values} */
    static String reason(SQLException e) {
        String state = e.getSQLState();
        String reason = sentence(e, state == null ? "" : state);
        return state == null ? reason : reason + " (SQLSTATE " + state + ")";
    }

    private static String sentence(SQLException e, String state) {
        if (isRolledBackForAnother(e)) {
            return "other transactions were always faster";
        }
        if (state.startsWith("08")) {
            return "the connection to PostgreSQL failed";
        }
        if (state.startsWith("57P")) {
            return "PostgreSQL is shutting down or has ended the session";
        }
        if (state.startsWith("53")) {
            return "PostgreSQL has no more room or connections";
        }
        if (state.startsWith("25006")) {
            return "the database is read-only";
        }
        if (state.startsWith("57014")) {
            return "the statement took too long";
        }
        return e instanceof SQLTransientException ? "no connection in time" : "PostgreSQL rejected the statement";
    }
}
