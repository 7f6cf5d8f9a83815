package io.agentmaintenance.adapter.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/** Forgets finished invocations. */
final class Retention {
    private static final String OLD = """
            select seq, project_id, instance_type, invocation_type, status
            from invocation
            where ended_at < ?
            order by ended_at
            limit ?
            """;

    private static final String DELETE = "delete from invocation where seq = ?";

    /** The key of an invocation, and what it is counted as. */
    private record Old(long seq, Counts.Kind kind) {}

    private final Database database;

    Retention(Database database) {
        this.database = database;
    }

    int forget(Instant endedBefore, int limit) {
        return database.write("forget finished invocations", session -> {
            PreparedStatement query = session.statement(OLD);
            query.setLong(1, Times.millis(endedBefore));
            query.setInt(2, limit);
            var old = Rows.read(
                    query,
                    row -> new Old(
                            row.getLong("seq"),
                            new Counts.Kind(
                                    row.getString("project_id"),
                                    row.getString("instance_type"),
                                    row.getString("invocation_type"),
                                    row.getString("status"))));
            Counts.Deltas counts = new Counts.Deltas();
            for (Old invocation : old) {
                delete(session, invocation.seq());
                counts.add(invocation.kind(), -1);
            }
            counts.store(session);
            return old.size();
        });
    }

    private static void delete(Session session, long seq) throws SQLException {
        PreparedStatement statement = session.statement(DELETE);
        statement.setLong(1, seq);
        statement.executeUpdate();
    }
}
