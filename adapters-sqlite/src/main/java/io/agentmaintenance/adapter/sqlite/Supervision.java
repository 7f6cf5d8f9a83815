package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.Invocation;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queries over all projects, each a range of an index that has the invocations of one state only. */
final class Supervision {
    private static final String PENDING_BEFORE =
            "select * from invocation where status = 'PENDING' and created_at < ? order by created_at limit ?";

    private static final String RUNNING_BEFORE =
            "select * from invocation where status = 'RUNNING' and started_at < ? order by started_at limit ?";

    private static final String PENDING_AFTER = "select * from invocation where status = 'PENDING' and created_at > ?";

    private static final String RUNNING_AFTER = "select * from invocation where status = 'RUNNING' and started_at > ?";

    private static final String PENDING = """
            select * from invocation
            where status = 'PENDING'
                and (created_at, project_id, invocation_id) > (?, ?, ?)
                and created_at < ?
            order by created_at, project_id, invocation_id
            limit ?
            """;

    private static final String RUNNING = """
            select * from invocation
            where status = 'RUNNING'
                and (started_at, project_id, invocation_id) > (?, ?, ?)
            order by started_at, project_id, invocation_id
            limit ?
            """;

    private static final String OLDEST_PENDING = """
            select * from invocation
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
        return database.read("find overdue invocations", session -> {
            List<Invocation> overdue = new ArrayList<>(read(session, PENDING_BEFORE, query -> {
                query.setLong(1, Times.millis(pendingSince));
                query.setInt(2, limit);
            }));
            overdue.addAll(read(session, RUNNING_BEFORE, query -> {
                query.setLong(1, Times.millis(runningSince));
                query.setInt(2, limit - overdue.size());
            }));
            return overdue;
        });
    }

    List<Invocation> datedAfter(Instant time) {
        return database.read("find invocations of a later date", session -> {
            Parameters after = query -> query.setLong(1, Times.millis(time));
            List<Invocation> later = new ArrayList<>(read(session, PENDING_AFTER, after));
            later.addAll(read(session, RUNNING_AFTER, after));
            return later;
        });
    }

    List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return database.read(
                "list pending invocations",
                session -> read(session, PENDING, query -> {
                    setPlace(query, after == null ? null : after.createdAt(), after);
                    query.setLong(4, Times.millis(createdBefore));
                    query.setInt(5, limit);
                }));
    }

    List<Invocation> running(@Nullable Invocation after, int limit) {
        return database.read(
                "list running invocations",
                session -> read(session, RUNNING, query -> {
                    setPlace(query, after == null ? null : after.progress().startedAt(), after);
                    query.setInt(4, limit);
                }));
    }

    @Nullable Invocation oldestPending() {
        List<Invocation> oldest = database.read(
                "find the oldest pending invocation", session -> read(session, OLDEST_PENDING, query -> {}));
        return oldest.isEmpty() ? null : oldest.get(0);
    }

    private static List<Invocation> read(Session session, String sql, Parameters parameters) throws SQLException {
        PreparedStatement query = session.statement(sql);
        parameters.set(query);
        return Rows.read(query, Rows::invocation);
    }

    // After an invocation with a time; if there is none, before all invocations.
    private static void setPlace(PreparedStatement query, @Nullable Instant time, @Nullable Invocation last)
            throws SQLException {
        query.setLong(1, time == null ? Times.BEGINNING : Times.millis(time));
        query.setString(2, last == null ? "" : last.project().value());
        query.setString(3, last == null ? "" : last.id().value());
    }
}
