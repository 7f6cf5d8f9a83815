package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of invocations, as sums of deltas. Every statement that stores, changes or removes invocations adds its deltas: no two
 * statements write the same row, and a sum is exact in every snapshot.
 */
final class Counts {
    private static final String COUNTS = """
            select instance_type, invocation_type, status, sum(delta)::bigint as number
            from ${schema}.invocation_count
            where ${condition}
            group by instance_type, invocation_type, status
            having sum(delta) > 0
            """;

    // What another call folds meanwhile is skipped. Only kinds with several rows: a store at rest writes nothing.
    private static final String FOLD = """
            with several as (
                select project_id, instance_type, invocation_type, status
                from ${schema}.invocation_count
                group by project_id, instance_type, invocation_type, status
                having count(*) > 1
            ), old as (
                select c.ctid
                from ${schema}.invocation_count c
                join several using (project_id, instance_type, invocation_type, status)
                for update of c skip locked
            ), folded as (
                delete from ${schema}.invocation_count c
                where c.ctid = any (array(select ctid from old))
                returning c.*
            ), sums as (
                insert into ${schema}.invocation_count (project_id, instance_type, invocation_type, status, delta)
                select project_id, instance_type, invocation_type, status, sum(delta)
                from folded
                group by project_id, instance_type, invocation_type, status
                having sum(delta) <> 0
            )
            select count(*) from folded
            """;

    private final Database database;
    private final String ofProject;
    private final String ofAll;
    private final String fold;

    Counts(Database database) {
        this.database = database;
        ofProject = database.sql(COUNTS).replace("${condition}", "project_id = ?");
        ofAll = database.sql(COUNTS).replace("${condition}", "true");
        fold = database.sql(FOLD);
    }

    List<InvocationCount> counts(@Nullable ProjectId project) {
        return database.run("count invocations", connection -> {
            try (PreparedStatement query = connection.prepareStatement(project == null ? ofAll : ofProject)) {
                if (project != null) {
                    query.setString(1, project.value());
                }
                return Rows.read(
                        query,
                        row -> new InvocationCount(
                                InstanceType.valueOf(row.getString("instance_type")),
                                InvocationType.valueOf(row.getString("invocation_type")),
                                InvocationStatus.valueOf(row.getString("status")),
                                row.getLong("number")));
            }
        });
    }

    /** Replaces the deltas of each kind by their sum; {@return how many were replaced} */
    int fold() {
        return database.run("fold the counts of invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(fold)) {
                return Rows.read(statement, row -> row.getInt(1)).get(0);
            }
        });
    }
}
