package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the journal. Only one transaction writes at a time, so positions are in the order of commits: nothing can still appear
 * before a place that was read.
 */
final class JournalTable implements Journal {
    private static final List<Column<JournalEntry>> COLUMNS = List.of(
            Column.text("invocation_id", e -> e.invocation().value()),
            Column.text("instance_id", e -> e.instance().value()),
            Column.text("event", e -> e.event().name()),
            Column.text("status", e -> e.status().name()),
            Column.integer("revision", JournalEntry::revision),
            Column.time("at", JournalEntry::at),
            Column.text("actor_kind", e -> e.actor().kind().name()),
            Column.text("actor", e -> e.actor().name()),
            Column.text("message", JournalEntry::message),
            Column.flag("late", JournalEntry::late));

    private static final String WRITE = "insert into step (project_id, " + Column.names(COLUMNS) + ") values (?, "
            + Column.parameters(COLUMNS) + ")";

    private static final String TIMELINE =
            "select * from step where project_id = ? and invocation_id = ? order by position";

    private static final String AFTER = "select * from step where position > ? order by position limit ?";

    private static final String AFTER_OF_PROJECT =
            "select * from step where project_id = ?3 and position > ?1 order by position limit ?2";

    private static final String FORGOTTEN = """
            select coalesce(max(position), 0) as position
            from step_forgotten
            where ?1 is null or project_id = ?1
            """;

    private static final String FIRST = "select position, project_id, at from step order by position limit ?";

    private static final String DELETE = "delete from step where position = ?";

    private static final String NOTE = """
            insert into step_forgotten (project_id, position)
            values (?, ?)
            on conflict do update set position = max(position, excluded.position)
            """;

    /** An entry, and the place after it. */
    private record Located(JournalEntry entry, JournalPlace place) {}

    /** What of an entry decides whether it is forgotten. */
    private record Dated(long position, String project, Instant at) {}

    private final Database database;

    JournalTable(Database database) {
        this.database = database;
    }

    static void write(Session session, ProjectId project, JournalEntry entry) throws SQLException {
        PreparedStatement statement = session.statement(WRITE);
        statement.setString(1, project.value());
        Column.set(statement, 2, COLUMNS, entry);
        statement.executeUpdate();
    }

    @Override
    public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
        return database.read("read the journal", session -> {
            PreparedStatement query = session.statement(TIMELINE);
            query.setString(1, project.value());
            query.setString(2, invocation.value());
            return Rows.read(query, JournalTable::entry);
        });
    }

    @Override
    public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        JournalPlace place = after == null ? JournalPlace.BEGINNING : JournalPlace.of(after);
        return database.read("read the journal", session -> {
            JournalPlace forgotten = forgotten(session, project);
            if (place.isBefore(forgotten) && after != null) {
                return new Gap(forgotten.cursor());
            }
            List<Located> entries = entries(session, project, place, limit);
            JournalPlace last = place.isBefore(forgotten) ? forgotten : place;
            JournalPlace next =
                    entries.isEmpty() ? last : entries.get(entries.size() - 1).place();
            return new Entries(entries.stream().map(Located::entry).toList(), next.cursor());
        });
    }

    // Only the first entries are looked at: there is no index by time, and all others are younger.
    @Override
    public int forget(Instant before, int limit) {
        return database.write("forget entries of the journal", session -> {
            PreparedStatement query = session.statement(FIRST);
            query.setInt(1, limit);
            List<Dated> old = Rows.read(query, JournalTable::dated).stream()
                    .filter(entry -> entry.at().isBefore(before))
                    .toList();
            Map<String, Long> last = new HashMap<>();
            for (Dated entry : old) {
                delete(session, entry.position());
                last.merge(entry.project(), entry.position(), Math::max);
            }
            for (Map.Entry<String, Long> entry : last.entrySet()) {
                note(session, entry.getKey(), entry.getValue());
            }
            return old.size();
        });
    }

    private static void delete(Session session, long position) throws SQLException {
        PreparedStatement statement = session.statement(DELETE);
        statement.setLong(1, position);
        statement.executeUpdate();
    }

    private static void note(Session session, String project, long position) throws SQLException {
        PreparedStatement statement = session.statement(NOTE);
        statement.setString(1, project);
        statement.setLong(2, position);
        statement.executeUpdate();
    }

    private static JournalPlace forgotten(Session session, @Nullable ProjectId project) throws SQLException {
        PreparedStatement query = session.statement(FORGOTTEN);
        query.setString(1, project == null ? null : project.value());
        return Rows.read(query, JournalTable::place).get(0);
    }

    private static List<Located> entries(Session session, @Nullable ProjectId project, JournalPlace after, int limit)
            throws SQLException {
        PreparedStatement query = session.statement(project == null ? AFTER : AFTER_OF_PROJECT);
        query.setLong(1, after.position());
        query.setInt(2, limit);
        if (project != null) {
            query.setString(3, project.value());
        }
        return Rows.read(query, row -> new Located(entry(row), place(row)));
    }

    private static Dated dated(ResultSet row) throws SQLException {
        return new Dated(row.getLong("position"), row.getString("project_id"), Times.read(row, "at"));
    }

    private static JournalPlace place(ResultSet row) throws SQLException {
        return new JournalPlace(row.getLong("position"));
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                ProjectId.of(row.getString("project_id")),
                InvocationId.of(row.getString("invocation_id")),
                InstanceId.of(row.getString("instance_id")),
                JournalEntry.Event.valueOf(row.getString("event")),
                InvocationStatus.valueOf(row.getString("status")),
                row.getInt("revision"),
                Times.read(row, "at"),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor")),
                row.getString("message"),
                row.getBoolean("late"));
    }
}
