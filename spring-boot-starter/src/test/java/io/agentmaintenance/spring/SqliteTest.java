package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("A host with the adapter for SQLite")
@Timeout(60)
class SqliteTest {
    private static final InstanceId WEB = InstanceId.of("web-01");

    @TempDir
    private Path folder;

    private ApplicationContextRunner host(Class<?>... missing) {
        return new ApplicationContextRunner()
                .withConfiguration(Hosts.registered())
                .withClassLoader(new FilteredClassLoader(missing))
                .withPropertyValues(Hosts.VERSION, "agent-maintenance.sqlite.directory=" + folder.resolve("data"));
    }

    private static void runsATask(AgentMaintenance maintenance) {
        Invocation task = maintenance
                .requests()
                .create(InvocationRequest.install(Hosts.PROJECT, List.of(WEB)))
                .accepted()
                .get(0);
        assertThat(Tasks.ended(maintenance, task).status().name()).isEqualTo("SUCCEEDED");
    }

    @Test
    @DisplayName("keeps tasks in the folder, also when it is started again")
    void keepsTasks() {
        ApplicationContextRunner host =
                host(PostgresStore.class, ScheduledAgentExecutor.class).withUserConfiguration(TwoBeans.class);
        host.run(context -> {
            assertThat(context).hasSingleBean(SqliteStore.class).hasSingleBean(InMemoryAgentExecutor.class);
            runsATask(context.getBean(AgentMaintenance.class));
        });
        host.run(context -> assertThat(context.getBean(AgentMaintenance.class)
                        .invocations()
                        .find(io.agentmaintenance.domain.InvocationQuery.newest(Hosts.PROJECT))
                        .invocations())
                .hasSize(1));
    }

    @Test
    @DisplayName("goes on with what the last process has accepted and not begun")
    void goesOnWithTheWorkOfTheLastProcess() {
        ApplicationContextRunner host = host(PostgresStore.class, ScheduledAgentExecutor.class)
                .withUserConfiguration(TwoBeans.class)
                // The periodic hand-over would come too late to do it.
                .withPropertyValues("agent-maintenance.supervision.resume-every=10m");
        Invocation[] task = new Invocation[1];
        host.withBean(Accepting.class)
                .run(context -> task[0] = context.getBean(AgentMaintenance.class)
                        .requests()
                        .create(InvocationRequest.install(Hosts.PROJECT, List.of(WEB)))
                        .accepted()
                        .get(0));
        host.run(context -> assertThat(Tasks.ended(context.getBean(AgentMaintenance.class), task[0])
                        .status()
                        .name())
                .isEqualTo("SUCCEEDED"));
    }

    @Test
    @DisplayName("and for db-scheduler carries out tasks on the engine")
    void usesTheEngine() {
        host(PostgresStore.class).withUserConfiguration(TwoBeans.class).run(context -> {
            assertThat(context)
                    .hasSingleBean(ScheduledAgentExecutor.class)
                    .doesNotHaveBean(InMemoryAgentExecutor.class);
            runsATask(context.getBean(AgentMaintenance.class));
        });
    }

    @Test
    @DisplayName("carries out tasks in an application that makes its beans late, with the engine or without")
    void worksInALazyApplication() {
        for (ApplicationContextRunner host :
                List.of(host(PostgresStore.class), host(PostgresStore.class, ScheduledAgentExecutor.class))) {
            host.withUserConfiguration(TwoBeans.class)
                    .withInitializer(context ->
                            context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
                    .run(context -> runsATask(context.getBean(AgentMaintenance.class)));
        }
    }

    @Test
    @DisplayName("and without a directory reads the inventory of the store, in which work is recorded")
    void recordsInTheInventory() {
        host(PostgresStore.class, ScheduledAgentExecutor.class)
                .withBean(AgentTransport.class, () -> Hosts.fleet().transport(Clock.systemUTC()))
                .run(context -> {
                    Inventory inventory = context.getBean(Inventory.class);
                    inventory.define(
                            Hosts.PROJECT,
                            List.of(new Instance(
                                    InstanceProfile.ecs(WEB), UniAgentStatus.RUNNING, AgentState.notInstalled())));
                    runsATask(context.getBean(AgentMaintenance.class));
                    assertThat(inventory
                                    .find(Hosts.PROJECT, List.of(WEB))
                                    .get(WEB)
                                    .agent())
                            .isEqualTo(AgentState.running(io.agentmaintenance.domain.AgentVersion.of("2.7.5.1")));
                });
    }

    @Test
    @DisplayName("reads what to do if another process uses the folder")
    void namesAFolderThatIsInUse() {
        try (SqliteStore other = SqliteStore.open(folder.resolve("data"))) {
            assertThat(other).isNotNull();
            host(PostgresStore.class, ScheduledAgentExecutor.class)
                    .withUserConfiguration(TwoBeans.class)
                    .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                            .contains("The store in the folder of agent-maintenance.sqlite.directory cannot be opened")
                            .contains("is in use by another process"));
        }
    }
}
