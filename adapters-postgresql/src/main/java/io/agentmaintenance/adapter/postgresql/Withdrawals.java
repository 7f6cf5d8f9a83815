package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes insertions back. */
final class Withdrawals {
    /** The entry of the journal, and the invocation that the withdrawn one repeats. */
    private record Entry(JournalEntry step, @Nullable InvocationId original) {
        static Entry of(Withdrawal withdrawal) {
            return new Entry(
                    JournalEntry.withdrawn(withdrawal.invocation(), withdrawal.at()),
                    withdrawal.invocation().lineage().retryOf());
        }

        @Nullable String originalId() {
            return original == null ? null : original.value();
        }
    }

    private static final Batch<Entry> ENTRIES = new Batch<>(List.of(
            Column.text("invocation_id", e -> e.step().invocation().value()),
            Column.text("original_id", Entry::originalId),
            Column.text("instance_id", e -> e.step().instance().value()),
            Column.text("event", e -> e.step().event().name()),
            Column.time("at", e -> e.step().at()),
            Column.text("actor_kind", e -> e.step().actor().kind().name()),
            Column.text("actor", e -> e.step().actor().name()),
            Column.text("reason", e -> e.step().message())));

    private static final String WITHDRAW = """
            with entry as materialized (
                select ?::text as project_id, batch.* from ${entries}
            ), locked as materialized (
                select found.*
                from (
                    select project_id, invocation_id as id from entry
                    union
                    select project_id, original_id from entry where original_id is not null
                    order by id
                ) wanted
                cross join lateral (
                    select i.invocation_id, i.instance_type, i.invocation_type, i.status, i.revision, i.late
                    from ${schema}.invocation i
                    where i.project_id = wanted.project_id and i.invocation_id = wanted.id
                    for update
                ) found
            ), withdrawn as materialized (
                select entry.*, locked.instance_type, locked.invocation_type, locked.status, locked.revision, locked.late
                from entry
                join locked using (invocation_id)
                where locked.revision = 1
            ), deleted as (
                delete from ${schema}.invocation i
                using withdrawn
                where i.project_id = withdrawn.project_id and i.invocation_id = withdrawn.invocation_id
            ), unlinked as (
                update ${schema}.invocation original
                set retried_by = null, revision = original.revision + 1
                from withdrawn
                where original.project_id = withdrawn.project_id
                    and original.invocation_id = withdrawn.original_id
                    and original.retried_by = withdrawn.invocation_id
            ), counted as (
                insert into ${schema}.invocation_count (project_id, instance_type, invocation_type, status, delta)
                select project_id, instance_type, invocation_type, status, -count(*)
                from withdrawn
                group by project_id, instance_type, invocation_type, status
            ), journaled as (
                insert into ${schema}.step (
                    project_id, invocation_id, instance_id, event, status, revision, at, actor_kind, actor, message, late)
                select project_id, invocation_id, instance_id, event, status, revision, at, actor_kind, actor, reason, late
                from withdrawn
                order by place
            )
            select invocation_id from withdrawn
            """;

    private final Database database;
    private final String withdraw;

    Withdrawals(Database database) {
        this.database = database;
        withdraw = database.sql(WITHDRAW).replace("${entries}", ENTRIES.rows());
    }

    List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        Set<String> withdrawn = database.run("withdraw invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(withdraw)) {
                statement.setString(1, project.value());
                ENTRIES.set(statement, 2, withdrawals.stream().map(Entry::of).toList());
                return new HashSet<>(Rows.read(statement, row -> row.getString(1)));
            }
        });
        return withdrawals.stream()
                .map(withdrawal -> withdrawal.invocation().id().value())
                .map(id -> withdrawn.contains(id) ? WriteOutcome.STORED : WriteOutcome.CONFLICT)
                .toList();
    }
}
