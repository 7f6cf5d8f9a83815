package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@DisplayName("An application on PostgreSQL")
@ExtendWith(OutputCaptureExtension.class)
@Timeout(180)
class PostgresApplicationTest {
    private static final InMemoryFleet FLEET = Hosts.fleet();

    private static DatabaseServer database;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        InstanceDirectory directory() {
            return Hosts.readOnly(FLEET);
        }

        @Bean
        AgentTransport transport() {
            return FLEET.transport(Clock.systemUTC());
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        database = new DatabaseServer(directory);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    private static ConfigurableApplicationContext run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--agent-maintenance.store=postgresql",
                "--management.endpoint.health.show-details=always",
                "--management.endpoints.web.exposure.include=health,metrics",
                "--spring.main.banner-mode=off",
                "--" + Hosts.VERSION));
        List.of(Hosts.TOKENS).forEach(token -> arguments.add("--" + token));
        arguments.addAll(List.of(more));
        return SpringApplication.run(Application.class, arguments.toArray(String[]::new));
    }

    private static Client client(ConfigurableApplicationContext application) {
        return new Client(application, "", Hosts.TOKEN, "platform");
    }

    private static String health(ConfigurableApplicationContext application) throws Exception {
        return client(application).get("/actuator/health/agentMaintenance", "").body();
    }

    @Test
    @DisplayName("with db-scheduler carries out tasks, and keeps them when it is restarted")
    void keepsTasks() throws Exception {
        String id;
        try (ConfigurableApplicationContext first = run()) {
            assertThat(first.getBeansOfType(ScheduledAgentExecutor.class)).hasSize(1);
            assertThat(first.getBeansOfType(InMemoryAgentExecutor.class)).isEmpty();
            id = client(first).install("web-01");
            assertThat(client(first).listWhenEnded(id)).contains("\"SUCCEEDED\"");
        }
        try (ConfigurableApplicationContext second = run()) {
            assertThat(client(second).list(id)).contains("\"SUCCEEDED\"");
        }
    }

    @Test
    @DisplayName("stops its work before the database is closed")
    void stopsInOrder(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext application = run("--agent-maintenance.postgresql.schema=stopped")) {
            client(application).install("web-04");
        }
        assertThat(output.getAll())
                .contains("Shutdown completed")
                .doesNotContain("failed, and is tried again")
                .doesNotContain("has been closed")
                .doesNotContain(" ERROR ");
    }

    @Test
    @DisplayName("makes its tables in its own schema, and leaves alone what the host has")
    void migratesItsOwnSchema() {
        try (ConfigurableApplicationContext application = run("--agent-maintenance.postgresql.schema=of_its_own")) {
            JdbcTemplate jdbc = application.getBean(JdbcTemplate.class);
            assertThat(jdbc.queryForList(
                            "select distinct table_schema from information_schema.tables where table_name = 'flyway_schema_history'",
                            String.class))
                    .contains("of_its_own")
                    .doesNotContain("public");
            assertThat(jdbc.queryForObject("select current_schema", String.class))
                    .isEqualTo("public");
        }
    }

    @Test
    @DisplayName("without db-scheduler carries out tasks in memory, and goes on with those of the last process")
    void worksWithoutTheEngine() {
        String schema = "agent-maintenance.postgresql.schema=without_engine";
        ApplicationContextRunner host = new ApplicationContextRunner()
                .withConfiguration(Hosts.registered())
                .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
                .withUserConfiguration(Application.class)
                .withClassLoader(new FilteredClassLoader(ScheduledAgentExecutor.class))
                .withPropertyValues(
                        "spring.datasource.url=" + database.url(),
                        "agent-maintenance.store=postgresql",
                        Hosts.VERSION,
                        schema);
        host.run(context -> {
            assertThat(context).hasSingleBean(InMemoryAgentExecutor.class);
            AgentMaintenance maintenance = context.getBean(AgentMaintenance.class);
            Invocation task = maintenance
                    .requests()
                    .create(InvocationRequest.install(Hosts.PROJECT, List.of(InstanceId.of("web-02"))))
                    .accepted()
                    .get(0);
            assertThat(Tasks.ended(maintenance, task).status().name()).isEqualTo("SUCCEEDED");
        });
    }

    @Test
    @DisplayName("shows DOWN when the database stops answering, and UP again when it answers")
    void showsWhetherTheDatabaseAnswers() throws Exception {
        try (ConfigurableApplicationContext application = run(
                "--agent-maintenance.postgresql.schema=frozen", "--spring.datasource.hikari.connection-timeout=2000")) {
            awaitHealth(application, "UP");
            database.freeze();
            try {
                awaitHealth(application, "DOWN");
                assertThat(health(application))
                        .contains("The store has not answered for")
                        .doesNotContain("jdbc:");
            } finally {
                database.thaw();
            }
            awaitHealth(application, "UP");
            assertThat(health(application)).contains("\"activeTasks\":0").contains("supervisionAge");
        }
    }

    @Test
    @DisplayName("counts what happens to tasks")
    void counts() throws Exception {
        try (ConfigurableApplicationContext application = run("--agent-maintenance.postgresql.schema=counted")) {
            client(application).listWhenEnded(client(application).install("web-03"));
            assertThat(client(application).get("/actuator/metrics", "").body())
                    .contains("agent.maintenance.items")
                    .contains("agent.maintenance.tasks.ended")
                    .contains("agent.maintenance.tasks.active");
        }
    }

    private static void awaitHealth(ConfigurableApplicationContext application, String status) throws Exception {
        while (!health(application).contains("\"status\":\"" + status + "\"")) {
            Thread.onSpinWait();
        }
    }
}
