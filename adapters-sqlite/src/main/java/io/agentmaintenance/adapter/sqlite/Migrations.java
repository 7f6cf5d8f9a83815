package io.agentmaintenance.adapter.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/** The scripts that bring the tables up to date, in their order. */
final class Migrations {
    private static final List<String> SCRIPTS = List.of("V1__tables.sql", "V2__scheduled_execution.sql");

    /** The version of the tables after the last script. */
    static final int LAST = SCRIPTS.size();

    private Migrations() {}

    /** Applies the scripts that are missing, all in one transaction. */
    static void apply(Database database, int version) {
        if (version < LAST) {
            database.write("create the tables", session -> {
                apply(session, version);
                return LAST;
            });
        }
    }

    private static void apply(Session session, int version) throws SQLException {
        for (String script : SCRIPTS.subList(version, LAST)) {
            session.script(text(script));
        }
        session.script("pragma application_id = " + StoreCheck.APPLICATION);
        session.script("pragma user_version = " + LAST);
    }

    private static String text(String script) {
        try (InputStream text = Migrations.class.getResourceAsStream("migration/" + script)) {
            if (text == null) {
                throw new IllegalStateException("the script " + script + " is missing in the jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
