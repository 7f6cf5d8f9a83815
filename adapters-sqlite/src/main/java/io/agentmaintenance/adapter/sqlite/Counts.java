package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of invocations: one row for each kind, changed in the transaction that stores, changes or removes invocations. */
final class Counts {
    /** What is counted together. */
    record Kind(String project, String instanceType, String invocationType, String status) {}

    /** By how much one transaction changes the numbers. For one thread. */
    static final class Deltas {
        private final Map<Kind, Long> numbers = new HashMap<>();

        void add(Kind kind, long number) {
            numbers.merge(kind, number, Long::sum);
        }

        void store(Session session) throws SQLException {
            PreparedStatement statement = session.statement(ADD);
            for (Map.Entry<Kind, Long> delta : numbers.entrySet()) {
                Kind kind = delta.getKey();
                statement.setString(1, kind.project());
                statement.setString(2, kind.instanceType());
                statement.setString(3, kind.invocationType());
                statement.setString(4, kind.status());
                statement.setLong(5, delta.getValue());
                statement.executeUpdate();
            }
        }
    }

    private static final String ADD = """
            insert into invocation_count (project_id, instance_type, invocation_type, status, number)
            values (?, ?, ?, ?, ?)
            on conflict do update set number = number + excluded.number
            """;

    private static final String OF_PROJECT = """
            select instance_type, invocation_type, status, number
            from invocation_count
            where project_id = ? and number > 0
            """;

    private static final String OF_ALL = """
            select instance_type, invocation_type, status, sum(number) as number
            from invocation_count
            where number > 0
            group by instance_type, invocation_type, status
            """;

    private final Database database;

    Counts(Database database) {
        this.database = database;
    }

    List<InvocationCount> counts(@Nullable ProjectId project) {
        return database.read("count invocations", session -> counts(session, project));
    }

    static List<InvocationCount> counts(Session session, @Nullable ProjectId project) throws SQLException {
        PreparedStatement query = session.statement(project == null ? OF_ALL : OF_PROJECT);
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
}
