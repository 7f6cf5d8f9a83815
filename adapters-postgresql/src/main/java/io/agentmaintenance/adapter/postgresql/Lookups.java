package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds invocations by their ids, and the history of instances. */
final class Lookups {
    // Lateral: each id is looked up in the index, even by a plan that was made when the table was empty.
    private static final String FIND_ALL = """
            select i.*
            from (select distinct id from unnest(?::text[]) id) wanted
            cross join lateral (
                select *
                from ${schema}.invocation
                where project_id = ? and invocation_id = wanted.id
                limit 1
            ) i
            """;

    private static final String HISTORIES = """
            select i.*
            from (select distinct id from unnest(?::text[]) id) wanted
            cross join lateral (
                (
                    select *
                    from ${schema}.invocation
                    where project_id = ? and instance_id = wanted.id
                    order by ordinal desc
                    limit 1
                )
                union all
                (
                    select *
                    from ${schema}.invocation
                    where project_id = ? and instance_id = wanted.id and status = 'SUCCEEDED'
                    order by ordinal desc
                    limit 1
                )
            ) i
            """;

    private final Database database;
    private final String findAll;
    private final String histories;

    Lookups(Database database) {
        this.database = database;
        findAll = database.sql(FIND_ALL);
        histories = database.sql(HISTORIES);
    }

    Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return database.run("find invocations", connection -> {
            try (PreparedStatement query = connection.prepareStatement(findAll)) {
                setTexts(connection, query, ids, InvocationId::value);
                query.setString(2, project.value());
                Map<InvocationId, Invocation> found = new HashMap<>();
                Rows.read(query, Rows::invocation).forEach(invocation -> found.put(invocation.id(), invocation));
                return found;
            }
        });
    }

    Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return database.run("find the history of instances", connection -> {
            try (PreparedStatement query = connection.prepareStatement(histories)) {
                setTexts(connection, query, instances, InstanceId::value);
                query.setString(2, project.value());
                query.setString(3, project.value());
                return histories(Rows.read(query, Rows::invocation));
            }
        });
    }

    // Of an instance there are one or two: the newest, and the newest that succeeded, which may be the same.
    private static Map<InstanceId, InstanceHistory> histories(List<Invocation> found) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        for (Invocation invocation : found) {
            Invocation success = invocation.status() == InvocationStatus.SUCCEEDED ? invocation : null;
            histories.merge(invocation.instanceId(), new InstanceHistory(invocation, success), Lookups::merged);
        }
        return histories;
    }

    private static InstanceHistory merged(InstanceHistory one, InstanceHistory other) {
        Invocation first = one.latest();
        Invocation second = other.latest();
        boolean isFirstNewer = second == null || (first != null && first.ordinal() >= second.ordinal());
        return new InstanceHistory(
                isFirstNewer ? first : second, one.lastChange() == null ? other.lastChange() : one.lastChange());
    }

    private static <T> void setTexts(
            Connection connection, PreparedStatement query, Collection<T> values, Function<T, String> text)
            throws SQLException {
        query.setArray(
                1, connection.createArrayOf("text", values.stream().map(text).toArray()));
    }
}
