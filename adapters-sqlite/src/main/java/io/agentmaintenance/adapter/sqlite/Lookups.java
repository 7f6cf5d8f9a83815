package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds invocations by their ids, and the history of instances. */
final class Lookups {
    private static final String BY_ID = "select * from invocation where project_id = ? and invocation_id = ?";

    private static final String NEWEST = """
            select * from invocation
            where project_id = ? and instance_id = ?
            order by ordinal desc
            limit 1
            """;

    private static final String NEWEST_SUCCESS = """
            select * from invocation
            where project_id = ? and instance_id = ? and status = 'SUCCEEDED'
            order by ordinal desc
            limit 1
            """;

    private final Database database;

    Lookups(Database database) {
        this.database = database;
    }

    Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return database.read("find invocations", session -> {
            Map<InvocationId, Invocation> found = new HashMap<>();
            for (InvocationId id : Set.copyOf(ids)) {
                Invocation invocation = find(session, project, id);
                if (invocation != null) {
                    found.put(id, invocation);
                }
            }
            return found;
        });
    }

    Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return database.read("find the history of instances", session -> {
            Map<InstanceId, InstanceHistory> histories = new HashMap<>();
            for (InstanceId instance : Set.copyOf(instances)) {
                Invocation newest = one(session, NEWEST, project, instance.value());
                if (newest != null) {
                    histories.put(
                            instance,
                            new InstanceHistory(newest, one(session, NEWEST_SUCCESS, project, instance.value())));
                }
            }
            return histories;
        });
    }

    static @Nullable Invocation find(Session session, ProjectId project, InvocationId id) throws SQLException {
        return one(session, BY_ID, project, id.value());
    }

    private static @Nullable Invocation one(Session session, String sql, ProjectId project, String key)
            throws SQLException {
        PreparedStatement query = session.statement(sql);
        query.setString(1, project.value());
        query.setString(2, key);
        List<Invocation> found = Rows.read(query, Rows::invocation);
        return found.isEmpty() ? null : found.get(0);
    }
}
