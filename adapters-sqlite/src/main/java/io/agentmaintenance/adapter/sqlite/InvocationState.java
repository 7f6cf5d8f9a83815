package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a stored invocation decides whether an entry may be written.
 *
 * @param id its id
 * @param revision its revision
 * @param status its status
 */
record InvocationState(InvocationId id, int revision, InvocationStatus status) {
    private static final String BY_ID = """
            select invocation_id, revision, status
            from invocation
            where project_id = ? and invocation_id = ?
            """;

    private static final String NEWEST = """
            select invocation_id, revision, status
            from invocation
            where project_id = ? and instance_id = ?
            order by ordinal desc
            limit 1
            """;

    /** {@return the state of an invocation, or null if it is not there} */
    static @Nullable InvocationState of(Session session, ProjectId project, InvocationId id) throws SQLException {
        return read(session.statement(BY_ID), project, id.value());
    }

    /** {@return the state of the newest invocation of an instance, or null if there is none} */
    static @Nullable InvocationState newest(Session session, ProjectId project, InstanceId instance)
            throws SQLException {
        return read(session.statement(NEWEST), project, instance.value());
    }

    private static @Nullable InvocationState read(PreparedStatement query, ProjectId project, String key)
            throws SQLException {
        query.setString(1, project.value());
        query.setString(2, key);
        List<InvocationState> found = Rows.read(
                query,
                row -> new InvocationState(
                        InvocationId.of(row.getString("invocation_id")),
                        row.getInt("revision"),
                        InvocationStatus.valueOf(row.getString("status"))));
        return found.isEmpty() ? null : found.get(0);
    }
}
