package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Checks that a file is a store, and that its tables are not newer than this version knows. It changes nothing. */
final class StoreCheck {
    /** The number in the head of the file that distinguishes it from those of other programs: AgMt. */
    static final int APPLICATION = 0x41674D74;

    private final StoreFile file;

    StoreCheck(StoreFile file) {
        this.file = file;
    }

    /**
     * {@return the version of the tables; 0 if there are none yet}
     *
     * @throws PortException if the file cannot be read
     * @throws IllegalStateException if it is of another program, or too new
     */
    int version() {
        if (Files.notExists(file.path())) {
            return 0;
        }
        int version = stored();
        if (version > Migrations.LAST) {
            throw new IllegalStateException("the file " + file.path() + " is at version " + version
                    + ", which is newer than version " + Migrations.LAST + " of this program. Use a newer program.");
        }
        return version;
    }

    private int stored() {
        try (Session session = Session.open(file.forReading())) {
            int application = number(session, "pragma application_id");
            int version = number(session, "pragma user_version");
            boolean isEmpty = number(session, "select count(*) from sqlite_schema") == 0;
            boolean isNew = isEmpty && application == 0 && version == 0;
            if (application != APPLICATION && !isNew) {
                throw foreign(file.path());
            }
            return version;
        } catch (SQLException e) {
            if (SqlFailure.isOfAnotherFormat(e)) {
                throw foreign(file.path());
            }
            throw new PortException("cannot open " + file.path() + ": " + SqlFailure.reason(e), e);
        }
    }

    private static int number(Session session, String query) throws SQLException {
        return Rows.read(session.statement(query), row -> row.getInt(1)).get(0);
    }

    private static IllegalStateException foreign(Path file) {
        return new IllegalStateException("the file " + file
                + " is not of this program, and was not changed. Use another folder, or move the file away.");
    }
}
