package com.example.fleet;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stands in for the UniAgents of all servers, for tests and for a first look: each job takes a second, and succeeds. */
@Component
@Profile("stub")
@EnableScheduling
class StubUniAgents {
    private static final String END = """
            with ended as (
                update job set state = 'SUCCEEDED' where state = 'RUNNING' returning project, server, version)
            update server set agent = 'RUNNING', agent_version = ended.version from ended
            where server.project = ended.project and server.id = ended.server
            """;

    private final JdbcClient jdbc;

    StubUniAgents(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelay = 1000)
    void work() {
        jdbc.sql(END).update();
        jdbc.sql("update job set state = 'RUNNING' where state = 'WAITING'").update();
    }
}
