package io.agentmaintenance.adapter.sqlite;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The instances and the states of their agents. */
final class InstanceTable implements Inventory {
    private static final List<Column<Instance>> DEFINITION = List.of(
            Column.text("instance_id", i -> i.id().value()),
            Column.text("instance_name", i -> i.profile().name()),
            Column.text("instance_type", i -> i.profile().type().name()),
            Column.texts("intranet_ips", i -> i.profile().intranetIps()),
            Column.texts("elastic_ips", i -> i.profile().elasticIps()),
            Column.text("uni_agent", i -> i.uniAgent().name()),
            Column.text("agent_status", i -> i.agent().status().name()),
            Column.text("agent_version", i -> text(i.agent().version())));

    // A definition that is stored already writes nothing: definitions are read at every start.
    private static final String DEFINE = "insert into instance as known (project_id, observed, "
            + Column.names(DEFINITION) + ") values (?, 0, " + Column.parameters(DEFINITION) + ")" + """
             on conflict do update set
                instance_name = excluded.instance_name,
                instance_type = excluded.instance_type,
                intranet_ips = excluded.intranet_ips,
                elastic_ips = excluded.elastic_ips,
                uni_agent = excluded.uni_agent,
                agent_status = case when known.observed then known.agent_status else excluded.agent_status end,
                agent_version = case when known.observed then known.agent_version else excluded.agent_version end
            where (known.instance_name, known.instance_type, known.intranet_ips, known.elastic_ips, known.uni_agent)
                is not (excluded.instance_name, excluded.instance_type, excluded.intranet_ips, excluded.elastic_ips,
                    excluded.uni_agent)
                or not known.observed
                    and (known.agent_status, known.agent_version) is not (excluded.agent_status, excluded.agent_version)
            """;

    private static final String OBSERVE = """
            update instance
            set agent_status = ?, agent_version = ?, observed = 1
            where project_id = ? and instance_id = ?
            """;

    private static final String FIND = "select * from instance where project_id = ? and instance_id = ?";

    private static final String LIST = """
            select *
            from instance
            where project_id = ?1 and instance_id > ?2 and (?3 is null or agent_status = ?3)
            order by instance_id
            limit ?4
            """;

    private static final String LIST_BY_VERSION = """
            select *
            from instance
            where project_id = ?1 and agent_version = ?5 and instance_id > ?2 and (?3 is null or agent_status = ?3)
            order by instance_id
            limit ?4
            """;

    private static final String COUNTS_BY_VERSION = """
            select agent_version, count(*) as number
            from instance
            where project_id = ? and agent_version is not null
            group by agent_version
            """;

    private final Database database;

    InstanceTable(Database database) {
        this.database = database;
    }

    @Override
    public void define(ProjectId project, Collection<Instance> instances) {
        database.write("define instances", session -> {
            PreparedStatement statement = session.statement(DEFINE);
            for (Instance instance : instances) {
                statement.setString(1, project.value());
                Column.set(statement, 2, DEFINITION, instance);
                statement.executeUpdate();
            }
            return instances.size();
        });
    }

    @Override
    public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
        database.write("store the states of agents", session -> {
            PreparedStatement statement = session.statement(OBSERVE);
            for (Map.Entry<InstanceId, AgentState> state : states.entrySet()) {
                statement.setString(1, state.getValue().status().name());
                statement.setString(2, text(state.getValue().version()));
                statement.setString(3, project.value());
                statement.setString(4, state.getKey().value());
                statement.executeUpdate();
            }
            return states.size();
        });
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        return database.read("find instances", session -> {
            PreparedStatement query = session.statement(FIND);
            Map<InstanceId, Instance> found = new HashMap<>();
            for (InstanceId id : Set.copyOf(instances)) {
                query.setString(1, project.value());
                query.setString(2, id.value());
                Rows.read(query, InstanceTable::instance).forEach(instance -> found.put(id, instance));
            }
            return found;
        });
    }

    @Override
    public List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
        return database.read("list instances", session -> {
            PreparedStatement query = session.statement(filter.version() == null ? LIST : LIST_BY_VERSION);
            query.setString(1, project.value());
            query.setString(2, after == null ? "" : after.value());
            query.setString(3, filter.agent() == null ? null : filter.agent().name());
            query.setInt(4, limit);
            if (filter.version() != null) {
                query.setString(5, filter.version().value());
            }
            return Rows.read(query, InstanceTable::instance);
        });
    }

    @Override
    public Map<AgentVersion, Long> countsByVersion(ProjectId project) {
        return database.read("count instances", session -> {
            PreparedStatement query = session.statement(COUNTS_BY_VERSION);
            query.setString(1, project.value());
            Map<AgentVersion, Long> counts = new HashMap<>();
            Rows.read(query, row -> counts.put(AgentVersion.of(row.getString("agent_version")), row.getLong("number")));
            return counts;
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
