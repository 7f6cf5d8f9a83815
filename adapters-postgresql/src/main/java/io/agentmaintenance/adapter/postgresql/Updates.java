package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores changes of invocations. */
final class Updates {
    /** One change, the number of its entry, and its entry in the journal if it has one. */
    private record Change(
            int entry, InvocationChange change, @Nullable JournalEntry step) {
        static Change of(int entry, InvocationChange change, Actor actor) {
            boolean isRecorded = JournalEntry.records(change);
            return new Change(entry, change, isRecorded ? JournalEntry.changed(change, actor) : null);
        }
    }

    private static final List<Column<Change>> KEYS = List.of(
            Column.integer("entry", Change::entry),
            Column.text("invocation_id", c -> c.change().before().id().value()),
            Column.integer("old_revision", c -> c.change().before().revision()));

    private static final List<Column<Change>> STEP = List.of(
            Column.text("event", c -> c.step() == null ? null : c.step().event().name()),
            Column.time("at", c -> c.step() == null ? null : c.step().at()),
            Column.text(
                    "actor_kind",
                    c -> c.step() == null ? null : c.step().actor().kind().name()),
            Column.text("actor", c -> c.step() == null ? null : c.step().actor().name()),
            Column.text("reason", c -> c.step() == null ? null : c.step().message()));

    private static final List<Column<Change>> AFTER = InvocationColumns.CHANGING.stream()
            .map(column -> column.of((Change c) -> c.change().after()))
            .toList();

    private static final Batch<Change> CHANGES =
            new Batch<>(Stream.of(KEYS, STEP, AFTER).flatMap(List::stream).toList());

    // Of a stale change nothing is locked. That the revision is compared twice makes the planner expect few rows: so it
    // looks them up in the index, even by a plan that was made when the table was empty.
    private static final String UPDATE = """
            with change as materialized (
                select ?::text as project_id, batch.* from ${changes}
            ), locked as materialized (
                select wanted.entry, found.*
                from (select * from change order by invocation_id) wanted
                cross join lateral (
                    select i.invocation_id, i.instance_id, i.instance_type, i.invocation_type, i.status, i.revision
                    from ${schema}.invocation i
                    where i.project_id = wanted.project_id
                        and i.invocation_id = wanted.invocation_id
                        and i.revision = wanted.old_revision
                    for no key update
                ) found
            ), valid as materialized (
                select change.entry
                from change
                left join locked using (invocation_id)
                group by change.entry
                having bool_and(locked.revision is not null)
            ), stored as materialized (
                select change.*, locked.instance_id, locked.instance_type, locked.invocation_type, locked.status as old_status
                from valid
                join change using (entry)
                join locked on locked.invocation_id = change.invocation_id and locked.revision = change.old_revision
            ), updated as (
                update ${schema}.invocation i
                set ${assignments}
                from stored
                where i.project_id = stored.project_id and i.invocation_id = stored.invocation_id
            ), counted as (
                insert into ${schema}.invocation_count (project_id, instance_type, invocation_type, status, delta)
                select project_id, instance_type, invocation_type, delta.status, sum(delta.delta)
                from stored
                cross join lateral (values (stored.old_status, -1), (stored.status, 1)) delta(status, delta)
                group by project_id, instance_type, invocation_type, delta.status
                having sum(delta.delta) <> 0
            ), journaled as (
                insert into ${schema}.step (
                    project_id, invocation_id, instance_id, event, status, revision, at, actor_kind, actor, message, late)
                select project_id, invocation_id, instance_id, event, status, revision, at, actor_kind, actor, reason, late
                from stored
                where event is not null
                order by place
            )
            select entry from valid
            """;

    private final Database database;
    private final String update;

    Updates(Database database) {
        this.database = database;
        String assignments = InvocationColumns.CHANGING.stream()
                .map(column -> column.name() + " = stored." + column.stored())
                .collect(Collectors.joining(", "));
        update = database.sql(UPDATE).replace("${changes}", CHANGES.rows()).replace("${assignments}", assignments);
    }

    List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        Set<Integer> stored = database.run("store changes of invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(update)) {
                statement.setString(1, project.value());
                CHANGES.set(statement, 2, changes(updates));
                return new HashSet<>(Rows.read(statement, row -> row.getInt(1)));
            }
        });
        return IntStream.range(0, updates.size())
                .mapToObj(entry -> stored.contains(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT)
                .toList();
    }

    private static List<Change> changes(List<InvocationUpdate> updates) {
        List<Change> changes = new ArrayList<>();
        for (int entry = 0; entry < updates.size(); entry++) {
            InvocationUpdate update = updates.get(entry);
            InvocationChange alongside = update.alongside();
            changes.add(Change.of(entry, update.change(), update.actor()));
            if (alongside != null) {
                changes.add(Change.of(entry, alongside, update.actor()));
            }
        }
        return changes;
    }
}
