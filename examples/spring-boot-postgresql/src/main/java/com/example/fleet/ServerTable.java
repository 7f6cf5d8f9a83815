package com.example.fleet;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The servers, in a table that the platform keeps up to date: each UniAgent reports its state, and that of the agent. */
@Component
class ServerTable implements InstanceDirectory {
    private final JdbcClient jdbc;

    ServerTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> ids) {
        return jdbc.sql("select * from server where project = :project and id in (:ids)")
                .param("project", project.value())
                .param("ids", ids.stream().map(InstanceId::value).toList())
                .query(ServerTable::instance)
                .list()
                .stream()
                .collect(Collectors.toMap(Instance::id, Function.identity()));
    }

    private static Instance instance(ResultSet row, int number) throws SQLException {
        InstanceId id = InstanceId.of(row.getString("id"));
        String version = row.getString("agent_version");
        return new Instance(
                new InstanceProfile(id, row.getString("name"), InstanceType.ECS, List.of(row.getString("address")), List.of()),
                UniAgentStatus.valueOf(row.getString("uni_agent")),
                new AgentState(
                        AgentStatus.valueOf(row.getString("agent")), version == null ? null : AgentVersion.of(version)));
    }
}
