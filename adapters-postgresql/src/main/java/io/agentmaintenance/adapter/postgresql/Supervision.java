package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.domain.Invocation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queries over all projects, each a range of an index that has the invocations of one state only. */
final class Supervision {
    private static final String OVERDUE = """
            (
                select * from ${schema}.invocation
                where status = 'PENDING' and created_at < ?::timestamptz
                order by created_at limit ?
            )
            union all
            (
                select * from ${schema}.invocation
                where status = 'RUNNING' and started_at < ?::timestamptz
                order by started_at limit ?
            )
            limit ?
            """;

    private static final String DATED_AFTER = """
            select * from ${schema}.invocation where status = 'PENDING' and created_at > ?::timestamptz
            union all
            select * from ${schema}.invocation where status = 'RUNNING' and started_at > ?::timestamptz
            """;

    private static final String PENDING = """
            select * from ${schema}.invocation
            where status = 'PENDING'
                and created_at >= ?::timestamptz
                and created_at < ?::timestamptz
                and (created_at, project_id, invocation_id) > (?::timestamptz, ?, ?)
            order by created_at, project_id, invocation_id
            limit ?
            """;

    private static final String RUNNING = """
            select * from ${schema}.invocation
            where status = 'RUNNING'
                and started_at >= ?::timestamptz
                and (started_at, project_id, invocation_id) > (?::timestamptz, ?, ?)
            order by started_at, project_id, invocation_id
            limit ?
            """;

    private static final String OLDEST_PENDING = """
            select * from ${schema}.invocation
            where status = 'PENDING'
            order by created_at, project_id, invocation_id
            limit 1
            """;

    /** Sets the parameters of a query. */
    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement query) throws SQLException;
    }

    private final Database database;

    Supervision(Database database) {
        this.database = database;
    }

    List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return read("find overdue invocations", OVERDUE, query -> {
            query.setString(1, Times.text(pendingSince));
            query.setInt(2, limit);
            query.setString(3, Times.text(runningSince));
            query.setInt(4, limit);
            query.setInt(5, limit);
        });
    }

    List<Invocation> datedAfter(Instant time) {
        return read("find invocations of a later date", DATED_AFTER, query -> {
            query.setString(1, Times.text(time));
            query.setString(2, Times.text(time));
        });
    }

    List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return read("list pending invocations", PENDING, query -> {
            String time = after == null ? Times.BEGINNING : Times.text(after.createdAt());
            query.setString(1, time);
            query.setString(2, Times.text(createdBefore));
            setPlace(query, 3, time, after);
            query.setInt(6, limit);
        });
    }

    List<Invocation> running(@Nullable Invocation after, int limit) {
        return read("list running invocations", RUNNING, query -> {
            Instant startedAt = after == null ? null : after.progress().startedAt();
            String time = startedAt == null ? Times.BEGINNING : Times.text(startedAt);
            query.setString(1, time);
            setPlace(query, 2, time, after);
            query.setInt(5, limit);
        });
    }

    @Nullable Invocation oldestPending() {
        List<Invocation> oldest = read("find the oldest pending invocation", OLDEST_PENDING, query -> {});
        return oldest.isEmpty() ? null : oldest.get(0);
    }

    private List<Invocation> read(String what, String sql, Parameters parameters) {
        return database.run(what, connection -> {
            try (PreparedStatement query = connection.prepareStatement(database.sql(sql))) {
                parameters.set(query);
                return Rows.read(query, Rows::invocation);
            }
        });
    }

    // After an invocation with a time; if there is none, before all invocations.
    private static void setPlace(PreparedStatement query, int first, String time, @Nullable Invocation last)
            throws SQLException {
        query.setString(first, time);
        query.setString(first + 1, last == null ? "" : last.project().value());
        query.setString(first + 2, last == null ? "" : last.id().value());
    }
}
