package com.example.fleet;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.AgentTransportContract;
import io.agentmaintenance.tck.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The contract of the port, from the kit. The UniAgents are the statements of {@link StubUniAgents}. */
class JobTableTest extends AgentTransportContract {
    private static HikariDataSource database;
    private static JdbcClient jdbc;

    @BeforeAll
    static void connect() {
        database = Database.connections();
        jdbc = JdbcClient.create(database);
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @Override
    protected AgentTransport transport(List<Instance> servers, Clock clock) {
        jdbc.sql("drop table if exists server; drop table if exists job").update();
        new ResourceDatabasePopulator(new ClassPathResource("schema.sql")).execute(database);
        servers.forEach(server -> jdbc.sql("insert into server values ('0123456789abcdef0123456789abcdef', ?, 'a server', '192.168.0.1', 'RUNNING', 'NONE')")
                .param(server.id().value())
                .update());
        return transportOfAnotherProcess();
    }

    @Override
    protected AgentTransport transportOfAnotherProcess() {
        return new JobTable(jdbc, new ServerTable(jdbc));
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return jdbc.sql("select version from job where invocation = ? and state <> 'REFUSED'")
                .param(invocation.id().value())
                .query(String.class)
                .list()
                .stream()
                .map(AgentVersion::of)
                .toList();
    }

    @Override
    protected void pass(SettableClock clock, Duration time) {
        super.pass(clock, time);
        new StubUniAgents(jdbc).work();
    }
}
