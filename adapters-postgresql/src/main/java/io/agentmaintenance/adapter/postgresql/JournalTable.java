package io.agentmaintenance.adapter.postgresql;

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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal. Its entries are written by the statements that change invocations.
 *
 * <p>Positions are taken before the commit, so a later position may be visible earlier. The journal is read in the order of transactions, and
 * no farther than the oldest one that is open: nothing can still appear before a place that was read.
 *
 * <p>A place that another server has made, or a later state of this one that was lost, says nothing about what its reader has seen: that is
 * a gap.
 */
final class JournalTable implements Journal {
    private static final String TIMELINE = """
            select * from ${schema}.step where project_id = ? and invocation_id = ? order by tx, position
            """;

    private static final String AFTER = """
            with forgotten as (
                select tx, position
                from ${schema}.step_forgotten
                where project_id = coalesce(?, project_id)
                order by tx desc, position desc
                limit 1
            )
            select
                pg_snapshot_xmax(pg_current_snapshot()) as next_tx, forgotten.tx as forgotten_tx,
                forgotten.position as forgotten_position, entry.*
            from (select) always
            left join forgotten on true
            left join lateral (
                select *
                from ${schema}.step
                where ${condition} tx >= ?::xid8 and tx < pg_snapshot_xmin(pg_current_snapshot())
                    and (tx, position) > (?::xid8, ?)
                order by tx, position
                limit ?
            ) entry on true
            order by entry.tx, entry.position
            """;

    // An entry of an open transaction may come before one that is there already: not until it is there is anything
    // forgotten behind it. Only the first entries are looked at: there is no index by time, and all others are younger.
    private static final String FORGET = """
            with first as materialized (
                select ctid, at
                from ${schema}.step
                where tx < pg_snapshot_xmin(pg_current_snapshot())
                order by tx, position
                limit ?
            ), old as materialized (
                select ctid
                from ${schema}.step
                where ctid = any (array(select ctid from first where at < ?::timestamptz))
                for update skip locked
            ), deleted as (
                delete from ${schema}.step
                where ctid = any (array(select ctid from old))
                returning project_id, tx, position
            ), noted as (
                insert into ${schema}.step_forgotten as noted (project_id, tx, position)
                select distinct on (project_id) project_id, tx, position
                from deleted
                order by project_id, tx desc, position desc
                on conflict (project_id) do update set tx = excluded.tx, position = excluded.position
                    where (noted.tx, noted.position) < (excluded.tx, excluded.position)
            )
            select count(*) from deleted
            """;

    private final Database database;
    private final long server;
    private final String timeline;
    private final String ofProject;
    private final String ofAll;
    private final String forget;

    JournalTable(Database database, long server) {
        this.database = database;
        this.server = server;
        timeline = database.sql(TIMELINE);
        ofProject = database.sql(AFTER).replace("${condition}", "project_id = ? and");
        ofAll = database.sql(AFTER).replace("${condition}", "");
        forget = database.sql(FORGET);
    }

    @Override
    public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
        return database.run("read the journal", connection -> {
            try (PreparedStatement query = connection.prepareStatement(timeline)) {
                query.setString(1, project.value());
                query.setString(2, invocation.value());
                return Rows.read(query, JournalTable::entry);
            }
        });
    }

    @Override
    public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        JournalPlace beginning = JournalPlace.beginning(server);
        JournalPlace place = after == null ? beginning : JournalPlace.of(after);
        if (place.server() != server) {
            return gap(after(project, beginning, true, limit));
        }
        return after(project, place, after != null, limit);
    }

    /** The gap that leads to what was found from the beginning. */
    private Gap gap(Reading fromBeginning) {
        return fromBeginning instanceof Gap gap
                ? gap
                : new Gap(JournalPlace.beginning(server).cursor());
    }

    private Reading after(@Nullable ProjectId project, JournalPlace place, boolean isContinued, int limit) {
        return database.run("read the journal", connection -> {
            try (PreparedStatement query = connection.prepareStatement(project == null ? ofAll : ofProject)) {
                int next = 1;
                query.setString(next++, project == null ? null : project.value());
                if (project != null) {
                    query.setString(next++, project.value());
                }
                query.setString(next++, place.transaction());
                query.setString(next++, place.transaction());
                query.setLong(next++, place.position());
                query.setInt(next, limit);
                return reading(query, place, isContinued);
            }
        });
    }

    @Override
    public int forget(Instant before, int limit) {
        return database.run("forget entries of the journal", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(forget)) {
                statement.setInt(1, limit);
                statement.setString(2, Times.text(before));
                return Rows.read(statement, row -> row.getInt(1)).get(0);
            }
        });
    }

    private Reading reading(PreparedStatement query, JournalPlace after, boolean isContinued) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            List<JournalEntry> entries = new ArrayList<>();
            JournalPlace next = after;
            while (row.next()) {
                JournalPlace forgotten = JournalPlace.read(server, row, "forgotten_tx", "forgotten_position");
                if (!after.hasBegunBefore(row.getString("next_tx"))) {
                    return new Gap((forgotten == null ? JournalPlace.beginning(server) : forgotten).cursor());
                }
                if (forgotten != null && next.isBefore(forgotten)) {
                    if (isContinued) {
                        return new Gap(forgotten.cursor());
                    }
                    next = entries.isEmpty() ? forgotten : next;
                }
                JournalPlace place = JournalPlace.read(server, row, "tx", "position");
                if (place != null) {
                    entries.add(entry(row));
                    next = place;
                }
            }
            return new Entries(entries, next.cursor());
        }
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
