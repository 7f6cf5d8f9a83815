package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("The auto-configuration")
class AutoConfigurationTest {
    private static final InvocationRequest INSTALL =
            InvocationRequest.install(Hosts.PROJECT, List.of(InstanceId.of("web-01")));

    private final ApplicationContextRunner host =
            Hosts.plain().withUserConfiguration(TwoBeans.class).withPropertyValues(Hosts.VERSION);

    @Test
    @DisplayName("adds nothing where it is switched off")
    void addsNothingWhereItIsSwitchedOff() {
        Hosts.web()
                .withPropertyValues("agent-maintenance.enabled=false")
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .noneMatch(
                                name -> name.toLowerCase(java.util.Locale.ROOT).contains("agent")));
    }

    @Test
    @DisplayName("makes a store and a queue in memory out of two beans")
    void needsTwoBeans() {
        host.run(context -> assertThat(context)
                .hasSingleBean(AgentMaintenance.class)
                .hasSingleBean(InMemoryInvocationRepository.class)
                .hasSingleBean(InMemoryAgentExecutor.class)
                .hasSingleBean(InvocationIds.class)
                .hasSingleBean(VersionCatalog.class));
    }

    @Test
    @DisplayName("keeps tasks in memory if the host says so, whatever is on the class path")
    void keepsTasksInMemoryIfTheHostSaysSo() {
        host.withClassLoader(getClass().getClassLoader())
                .withPropertyValues("agent-maintenance.store=memory")
                .run(context -> assertThat(context)
                        .hasSingleBean(InMemoryInvocationRepository.class)
                        .hasSingleBean(InMemoryAgentExecutor.class));
    }

    @Test
    @DisplayName("uses the executor of the host instead of a queue")
    void usesTheExecutorOfTheHost() {
        Accepting executor = new Accepting();
        host.withBean(Accepting.class, () -> executor).run(context -> {
            assertThat(context).doesNotHaveBean(InMemoryAgentExecutor.class);
            List<Invocation> accepted = context.getBean(AgentMaintenance.class)
                    .requests()
                    .create(INSTALL)
                    .accepted();
            assertThat(executor.started()).containsExactly(accepted.get(0).id());
        });
    }

    @Test
    @DisplayName("passes the receiver of reports to a factory of the host")
    void usesTheFactoryOfTheHost() {
        Accepting executor = new Accepting();
        AtomicReference<ReportExecutionUseCase> receiver = new AtomicReference<>();
        host.withBean(AgentExecutorFactory.class, () -> reports -> {
                    receiver.set(reports);
                    return executor;
                })
                .run(context -> {
                    assertThat(receiver.get())
                            .isSameAs(context.getBean(AgentMaintenance.class).reports());
                    assertThat(context).doesNotHaveBean(InMemoryAgentExecutor.class);
                    context.getBean(AgentMaintenance.class).requests().create(INSTALL);
                    assertThat(executor.started()).hasSize(1);
                });
    }

    @Test
    @DisplayName("wires and drives a queue in memory that the host has made")
    void drivesAQueueOfTheHost() {
        host.withBean(
                        InMemoryAgentExecutor.class,
                        () -> new InMemoryAgentExecutor(
                                Hosts.fleet().transport(java.time.Clock.systemUTC()), java.time.Clock.systemUTC(), 10))
                .run(context -> {
                    AgentMaintenance maintenance = context.getBean(AgentMaintenance.class);
                    Invocation task =
                            maintenance.requests().create(INSTALL).accepted().get(0);
                    assertThat(Tasks.ended(maintenance, task).status().name()).isEqualTo("SUCCEEDED");
                });
    }

    @Test
    @DisplayName("uses the repository, the catalogue and the ids of the host")
    void usesThePortsOfTheHost() {
        InvocationRepository repository = InMemoryInvocationRepository.withDefaults();
        VersionCatalog catalog = new InMemoryVersionCatalog(Demo.VERSIONS);
        InvocationIds ids = count -> List.of(InvocationId.of("an-id-of-the-host"));
        host.withBean(InvocationRepository.class, () -> repository)
                .withBean(VersionCatalog.class, () -> catalog)
                .withBean(InvocationIds.class, () -> ids)
                .run(context -> {
                    assertThat(context.getBean(InvocationRepository.class)).isSameAs(repository);
                    assertThat(context.getBean(VersionCatalog.class)).isSameAs(catalog);
                    assertThat(context.getBean(AgentMaintenance.class)
                                    .requests()
                                    .create(INSTALL)
                                    .accepted())
                            .extracting(Invocation::id)
                            .containsExactly(InvocationId.of("an-id-of-the-host"));
                });
    }

    @Test
    @DisplayName("notifies every listener of the host")
    void notifiesListeners() {
        List<String> heard = new ArrayList<>();
        host.withBean("one", InvocationListener.class, () -> listener("one", heard))
                .withBean("two", InvocationListener.class, () -> listener("two", heard))
                .run(context -> {
                    context.getBean(AgentMaintenance.class).requests().create(INSTALL);
                    assertThat(heard).containsExactlyInAnyOrder("one", "two");
                });
    }

    @Test
    @DisplayName("lets the host change the builder")
    void callsTheCustomizer() {
        Accepting executor = new Accepting();
        host.withBean(AgentMaintenanceCustomizer.class, () -> builder -> builder.executor(executor))
                .run(context -> {
                    context.getBean(AgentMaintenance.class).requests().create(INSTALL);
                    assertThat(executor.started()).hasSize(1);
                });
    }

    @Test
    @DisplayName("starts the demo without any bean")
    void startsTheDemoWithoutABean() {
        Hosts.plain().withPropertyValues("agent-maintenance.demo=true").run(context -> {
            AgentMaintenance maintenance = context.getBean(AgentMaintenance.class);
            InvocationRequest install = InvocationRequest.install(
                    io.agentmaintenance.domain.ProjectId.of("demo"), List.of(InstanceId.of("web-001")));
            assertThat(maintenance.requests().create(install).accepted()).hasSize(1);
        });
    }

    private static InvocationListener listener(String name, List<String> heard) {
        return new InvocationListener() {
            @Override
            public void accepted(Invocation invocation) {
                heard.add(name);
            }
        };
    }

    @Test
    @DisplayName("gives its beans names that beans of a host do not have by chance")
    void beginsTheNamesOfItsBeansWithItsOwn() {
        Hosts.web()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION)
                .withPropertyValues(Hosts.TOKENS)
                .run(context -> {
                    ConfigurableListableBeanFactory beans = context.getBeanFactory();
                    assertThat(beans.getBeanDefinitionNames())
                            .filteredOn(name -> String.valueOf(
                                            beans.getBeanDefinition(name).getFactoryBeanName())
                                    .endsWith("AutoConfiguration"))
                            .hasSizeGreaterThan(10)
                            .allMatch(name -> name.startsWith("agentMaintenance"));
                });
    }
}
