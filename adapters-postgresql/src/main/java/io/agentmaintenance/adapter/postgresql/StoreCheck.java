package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.PortException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Checks that a database keeps what it acknowledges, and that its schema is the one that this version needs. */
final class StoreCheck {
    /** The number of the last script in the folder of migrations. */
    static final int SCHEMA_VERSION = 2;

    private static final int OLDEST_SERVER = 140_000;

    private static final String SETTINGS = """
            select current_setting('server_version_num')::int as server, current_setting('server_version') as server_name,
                current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
                current_setting('transaction_isolation') as isolation,
                to_regclass('${schema}.schema_version') is not null as has_schema
            """;

    // Entries of transactions that have not begun here would be hidden until they have.
    private static final String JOURNAL = """
            select
                (select system_identifier from pg_control_system()) as server,
                exists (select from ${schema}.step where tx >= pg_snapshot_xmax(pg_current_snapshot())) as is_ahead
            """;

    private static final String VERSION = "select max(version) from ${schema}.schema_version";

    private final Database database;

    StoreCheck(Database database) {
        this.database = database;
    }

    /**
     * Throws {@link PortException} if the database is not reachable, and {@link IllegalStateException} if it does not fit.
     *
     * @return the system identifier of the server
     */
    long check(boolean allowsUnsafeDurability) {
        boolean hasSchema = database.run("open the store", connection -> {
            try (PreparedStatement query = connection.prepareStatement(database.sql(SETTINGS));
                    ResultSet row = query.executeQuery()) {
                row.next();
                checkServer(row, allowsUnsafeDurability);
                return row.getBoolean("has_schema");
            }
        });
        if (!hasSchema) {
            throw new IllegalStateException(
                    "the schema " + database.schema() + " has no tables of this store. Apply the scripts in "
                            + "io/agentmaintenance/adapter/postgresql/migration up to V" + SCHEMA_VERSION + " first.");
        }
        checkVersion(database.run("open the store", connection -> {
            try (PreparedStatement query = connection.prepareStatement(database.sql(VERSION))) {
                return Rows.read(query, row -> row.getInt(1)).get(0);
            }
        }));
        return database.run("open the store", connection -> {
            try (PreparedStatement query = connection.prepareStatement(database.sql(JOURNAL));
                    ResultSet row = query.executeQuery()) {
                row.next();
                checkJournal(row.getBoolean("is_ahead"));
                return row.getLong("server");
            }
        });
    }

    private static void checkServer(ResultSet row, boolean allowsUnsafeDurability) throws SQLException {
        if (row.getInt("server") < OLDEST_SERVER) {
            throw new IllegalStateException(
                    "PostgreSQL 14 or later is needed, but the server is " + row.getString("server_name") + ".");
        }
        if (!row.getString("isolation").equals("read committed")) {
            throw new IllegalStateException("the connections must have the isolation level READ COMMITTED, but have "
                    + row.getString("isolation") + ".");
        }
        if (!allowsUnsafeDurability) {
            checkDurability(row);
        }
    }

    private static void checkDurability(ResultSet row) throws SQLException {
        List<String> off = new ArrayList<>();
        for (String setting : List.of("fsync", "synchronous_commit")) {
            if (row.getString(setting).equals("off")) {
                off.add(setting + " = off");
            }
        }
        if (!off.isEmpty()) {
            throw new IllegalStateException(
                    "PostgreSQL runs with " + String.join(" and ", off)
                            + ", so accepted tasks may be lost in a crash. Turn that on, or allow unsafe durability for tests.");
        }
    }

    private void checkVersion(int version) {
        if (version < SCHEMA_VERSION) {
            throw new IllegalStateException("the schema " + database.schema() + " is at version " + version
                    + ", but version " + SCHEMA_VERSION + " is needed. Apply the scripts that are missing first.");
        }
        if (version > SCHEMA_VERSION) {
            throw new IllegalStateException("the schema " + database.schema() + " is at version " + version
                    + ", which is newer than version " + SCHEMA_VERSION + " of this program. Use a newer program.");
        }
    }

    private void checkJournal(boolean isAhead) {
        if (isAhead) {
            throw new IllegalStateException("the schema " + database.schema()
                    + " was restored from another server, so the numbers of transactions in its journal have no meaning here. Execute once: "
                    + database.sql("update ${schema}.step set tx = '0'; delete from ${schema}.step_forgotten;"));
        }
    }
}
