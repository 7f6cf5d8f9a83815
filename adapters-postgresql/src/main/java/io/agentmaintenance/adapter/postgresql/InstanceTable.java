package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instances and the states of their agents. */
final class InstanceTable implements Inventory {
    private static final Batch<Instance> DEFINITIONS = new Batch<>(List.of(
            Column.text("instance_id", i -> i.id().value()),
            Column.text("instance_name", i -> i.profile().name()),
            Column.text("instance_type", i -> i.profile().type().name()),
            Column.texts("intranet_ips", i -> i.profile().intranetIps()),
            Column.texts("elastic_ips", i -> i.profile().elasticIps()),
            Column.text("uni_agent", i -> i.uniAgent().name()),
            Column.text("agent_status", i -> i.agent().status().name()),
            Column.text("agent_version", i -> text(i.agent().version()))));

    private static final Batch<Map.Entry<InstanceId, AgentState>> STATES = new Batch<>(List.of(
            Column.text("instance_id", e -> e.getKey().value()),
            Column.text("agent_status", e -> e.getValue().status().name()),
            Column.text("agent_version", e -> text(e.getValue().version()))));

    // A definition that is stored already writes nothing: definitions are read at every start.
    private static final String DEFINE = """
            insert into ${schema}.instance as known (
                project_id, instance_id, instance_name, instance_type, intranet_ips, elastic_ips, uni_agent, agent_status,
                agent_version, observed)
            select ?, instance_id, instance_name, instance_type, intranet_ips::text[], elastic_ips::text[], uni_agent,
                agent_status, agent_version, false
            from ${definitions}
            order by instance_id
            on conflict (project_id, instance_id) do update set
                instance_name = excluded.instance_name,
                instance_type = excluded.instance_type,
                intranet_ips = excluded.intranet_ips,
                elastic_ips = excluded.elastic_ips,
                uni_agent = excluded.uni_agent,
                agent_status = case when known.observed then known.agent_status else excluded.agent_status end,
                agent_version = case when known.observed then known.agent_version else excluded.agent_version end
            where (known.instance_name, known.instance_type, known.intranet_ips, known.elastic_ips, known.uni_agent)
                is distinct from (excluded.instance_name, excluded.instance_type, excluded.intranet_ips, excluded.elastic_ips,
                    excluded.uni_agent)
                or not known.observed
                    and (known.agent_status, known.agent_version) is distinct from (excluded.agent_status, excluded.agent_version)
            """;

    private static final String OBSERVE = """
            with state as materialized (
                select ?::text as project_id, batch.* from ${states}
            ), locked as materialized (
                select found.*
                from (select * from state order by instance_id) wanted
                cross join lateral (
                    select i.project_id, i.instance_id
                    from ${schema}.instance i
                    where i.project_id = wanted.project_id and i.instance_id = wanted.instance_id
                    for no key update
                ) found
            ), seen as materialized (
                select state.* from state join locked using (project_id, instance_id)
            )
            update ${schema}.instance i
            set agent_status = seen.agent_status, agent_version = seen.agent_version, observed = true
            from seen
            where i.project_id = seen.project_id and i.instance_id = seen.instance_id
            """;

    private static final String FIND = """
            select i.*
            from (select distinct id from unnest(?::text[]) id) wanted
            cross join lateral (
                select * from ${schema}.instance where project_id = ? and instance_id = wanted.id limit 1
            ) i
            """;

    private static final String LIST = """
            select *
            from ${schema}.instance
            where project_id = ? and instance_id > ?
                and (?::text is null or agent_status = ?) and (?::text is null or agent_version = ?)
            order by instance_id
            limit ?
            """;

    private static final String COUNTS_BY_VERSION = """
            select agent_version, count(*) as number
            from ${schema}.instance
            where project_id = ? and agent_version is not null
            group by agent_version
            """;

    private final Database database;
    private final String define;
    private final String observe;
    private final String find;
    private final String list;
    private final String countsByVersion;

    InstanceTable(Database database) {
        this.database = database;
        define = database.sql(DEFINE).replace("${definitions}", DEFINITIONS.rows());
        observe = database.sql(OBSERVE).replace("${states}", STATES.rows());
        find = database.sql(FIND);
        list = database.sql(LIST);
        countsByVersion = database.sql(COUNTS_BY_VERSION);
    }

    @Override
    public void define(ProjectId project, Collection<Instance> instances) {
        write("define instances", define, project, DEFINITIONS, List.copyOf(instances));
    }

    @Override
    public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
        write("store the states of agents", observe, project, STATES, List.copyOf(states.entrySet()));
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        return database.run("find instances", connection -> {
            try (PreparedStatement query = connection.prepareStatement(find)) {
                Object[] ids = instances.stream().map(InstanceId::value).toArray();
                query.setArray(1, connection.createArrayOf("text", ids));
                query.setString(2, project.value());
                Map<InstanceId, Instance> found = new HashMap<>();
                Rows.read(query, InstanceTable::instance).forEach(instance -> found.put(instance.id(), instance));
                return found;
            }
        });
    }

    @Override
    public List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
        return database.run("list instances", connection -> {
            try (PreparedStatement query = connection.prepareStatement(list)) {
                String status = filter.agent() == null ? null : filter.agent().name();
                query.setString(1, project.value());
                query.setString(2, after == null ? "" : after.value());
                query.setString(3, status);
                query.setString(4, status);
                query.setString(5, text(filter.version()));
                query.setString(6, text(filter.version()));
                query.setInt(7, limit);
                return Rows.read(query, InstanceTable::instance);
            }
        });
    }

    @Override
    public Map<AgentVersion, Long> countsByVersion(ProjectId project) {
        return database.run("count instances", connection -> {
            try (PreparedStatement query = connection.prepareStatement(countsByVersion)) {
                query.setString(1, project.value());
                Map<AgentVersion, Long> counts = new HashMap<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        counts.put(AgentVersion.of(row.getString("agent_version")), row.getLong("number"));
                    }
                }
                return counts;
            }
        });
    }

    private <E> void write(String what, String sql, ProjectId project, Batch<E> batch, List<E> entries) {
        if (entries.isEmpty()) {
            return;
        }
        database.run(what, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, project.value());
                batch.set(statement, 2, entries);
                return statement.executeUpdate();
            }
        });
    }

    private static Instance instance(ResultSet row) throws SQLException {
        return new Instance(
                Rows.profile(row),
                UniAgentStatus.valueOf(row.getString("uni_agent")),
                new AgentState(AgentStatus.valueOf(row.getString("agent_status")), Rows.version(row, "agent_version")));
    }

    private static @Nullable String text(@Nullable AgentVersion version) {
        return version == null ? null : version.value();
    }
}
