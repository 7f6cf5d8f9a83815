package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores new invocations. Between reading and writing others may commit: the lock of the rows, the chain and the index of active
 * invocations together see to it that a stale entry is left out.
 */
final class Insertions {
    private static final Batch<Insertion> ENTRIES = new Batch<>(Stream.concat(
                    InvocationColumns.ALL.stream().map(column -> column.of(Insertion::invocation)),
                    Stream.of(
                            Column.<Insertion>text("latest_id", i -> id(i.latest())),
                            Column.<Insertion>integer("latest_revision", i -> revision(i.latest())),
                            Column.<Insertion>text("original_id", i -> original(i.link())),
                            Column.<Insertion>integer("original_revision", i -> revision(i.link()))))
            .toList());

    private static final String INSERT = """
            with entry as materialized (
                select ?::text as project_id, batch.* from ${entries}
            ), locked as materialized (
                select found.*
                from (
                    select project_id, latest_id as id, latest_revision as revision from entry where latest_id is not null
                    union
                    select project_id, original_id, original_revision from entry where original_id is not null
                    order by id
                ) wanted
                cross join lateral (
                    select i.invocation_id, i.revision, i.status
                    from ${schema}.invocation i
                    where i.project_id = wanted.project_id and i.invocation_id = wanted.id and i.revision = wanted.revision
                    for no key update
                ) found
            ), valid as materialized (
                select entry.*
                from entry
                left join locked latest on latest.invocation_id = entry.latest_id
                left join locked original on original.invocation_id = entry.original_id
                where (
                        entry.latest_id is null
                        or latest.revision = entry.latest_revision and latest.status not in ('PENDING', 'RUNNING')
                    )
                    and (entry.original_id is null or original.revision = entry.original_revision)
                    and entry.ordinal > coalesce((
                        select i.ordinal
                        from ${schema}.invocation i
                        where i.project_id = entry.project_id and i.instance_id = entry.instance_id
                        order by i.ordinal desc
                        limit 1
                    ), 0)
            ), inserted as (
                insert into ${schema}.invocation (project_id, seq, ${names})
                select project_id, (select nextval('${schema}.invocation_seq')) + place - 1, ${values}
                from valid
                order by instance_id
                on conflict do nothing
                returning invocation_id
            ), stored as materialized (
                select * from valid where invocation_id = any (array(select invocation_id from inserted))
            ), linked as (
                update ${schema}.invocation original
                set retried_by = stored.invocation_id, revision = original.revision + 1
                from stored
                where original.project_id = stored.project_id and original.invocation_id = stored.original_id
            ), counted as (
                insert into ${schema}.invocation_count (project_id, instance_type, invocation_type, status, delta)
                select project_id, instance_type, invocation_type, status, count(*)
                from stored
                group by project_id, instance_type, invocation_type, status
            ), journaled as (
                insert into ${schema}.step (
                    project_id, invocation_id, instance_id, event, status, revision, at, actor_kind, actor, message, late)
                select
                    project_id, invocation_id, instance_id, 'ACCEPTED', status, revision, created_at, requested_by_kind,
                    requested_by, message, late
                from stored
                order by place
            )
            select invocation_id from stored
            """;

    private final Database database;
    private final Lookups lookups;
    private final String insert;

    Insertions(Database database, Lookups lookups) {
        this.database = database;
        this.lookups = lookups;
        insert = database.sql(INSERT)
                .replace("${entries}", ENTRIES.rows())
                .replace("${names}", joined(Column::name))
                .replace("${values}", joined(Column::stored));
    }

    List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        Set<String> stored = database.run("store invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                statement.setString(1, project.value());
                ENTRIES.set(statement, 2, insertions);
                return new HashSet<>(Rows.read(statement, row -> row.getString(1)));
            }
        });
        List<InvocationId> others = insertions.stream()
                .map(insertion -> insertion.invocation().id())
                .filter(id -> !stored.contains(id.value()))
                .toList();
        // In a statement of its own, because the one before does not see what was committed after it began.
        Map<InvocationId, Invocation> before = others.isEmpty() ? Map.of() : lookups.findAll(project, others);
        List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
        for (Insertion insertion : insertions) {
            Invocation invocation = insertion.invocation();
            boolean isStored =
                    stored.contains(invocation.id().value()) || isRepeated(before.get(invocation.id()), invocation);
            outcomes.add(isStored ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    private static boolean isRepeated(@Nullable Invocation stored, Invocation accepted) {
        return stored != null && stored.wasAcceptedAs(accepted);
    }

    private static String joined(Function<Column<Invocation>, String> part) {
        return InvocationColumns.ALL.stream().map(part).collect(Collectors.joining(", "));
    }

    private static @Nullable String id(@Nullable Invocation latest) {
        return latest == null ? null : latest.id().value();
    }

    private static @Nullable Integer revision(@Nullable Invocation latest) {
        return latest == null ? null : latest.revision();
    }

    private static @Nullable String original(@Nullable RetryLink link) {
        return link == null ? null : link.original().value();
    }

    private static @Nullable Integer revision(@Nullable RetryLink link) {
        return link == null ? null : link.revision();
    }
}
