package io.agentmaintenance.adapter.postgresql;

import java.sql.PreparedStatement;
import java.time.Instant;

/** Forgets finished invocations. What somebody else has locked is left for the next call. */
final class Retention {
    private static final String FORGET = """
            with old as materialized (
                select i.ctid
                from ${schema}.invocation i
                where i.ended_at is not null and i.ended_at < ?::timestamptz
                order by i.ended_at
                limit ?
                for update skip locked
            ), deleted as (
                delete from ${schema}.invocation i
                where i.ctid = any (array(select ctid from old))
                returning i.project_id, i.instance_type, i.invocation_type, i.status
            ), counted as (
                insert into ${schema}.invocation_count (project_id, instance_type, invocation_type, status, delta)
                select project_id, instance_type, invocation_type, status, -count(*)
                from deleted
                group by project_id, instance_type, invocation_type, status
            )
            select count(*) from deleted
            """;

    private final Database database;
    private final String forget;

    Retention(Database database) {
        this.database = database;
        forget = database.sql(FORGET);
    }

    int forget(Instant endedBefore, int limit) {
        return database.run("forget finished invocations", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(forget)) {
                statement.setString(1, Times.text(endedBefore));
                statement.setInt(2, limit);
                return Rows.read(statement, row -> row.getInt(1)).get(0);
            }
        });
    }
}
