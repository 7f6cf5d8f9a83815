package io.agentmaintenance.adapter.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The meaning of the code of an {@link SQLException}. Its message is never passed on, because it may have values in it. */
final class SqlFailure {
    private static final int PRIMARY = 0xFF;

    private SqlFailure() {}

    /** {@return whether the file is not one of SQLite} */
    static boolean isOfAnotherFormat(SQLException e) {
        return code(e) == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** {@return the reason for the reader, without values} */
    static String reason(SQLException e) {
        SQLiteErrorCode code = code(e);
        return sentence(code) + " (" + code.name() + ")";
    }

    private static SQLiteErrorCode code(SQLException e) {
        return SQLiteErrorCode.getErrorCode(e.getErrorCode() & PRIMARY);
    }

    private static String sentence(SQLiteErrorCode code) {
        return switch (code) {
            case SQLITE_FULL -> "the disk is full";
            case SQLITE_READONLY, SQLITE_PERM -> "the file is read-only";
            case SQLITE_CANTOPEN -> "the file cannot be opened";
            case SQLITE_IOERR -> "the file cannot be read or written";
            case SQLITE_CORRUPT, SQLITE_NOTADB -> "the file is damaged; restore it from a backup";
            case SQLITE_BUSY, SQLITE_LOCKED -> "another program has locked the file";
            case SQLITE_NOMEM -> "there is not enough memory";
            default -> "SQLite rejected the statement";
        };
    }
}
