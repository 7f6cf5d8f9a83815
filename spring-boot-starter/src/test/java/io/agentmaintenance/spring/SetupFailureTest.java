package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("A host that cannot start reads what to do:")
class SetupFailureTest {
    private static String textOf(ApplicationContextRunner host) {
        String[] text = {"the start succeeded"};
        host.run(context -> {
            if (context.getStartupFailure() != null) {
                text[0] = Hosts.text(context.getStartupFailure());
            }
        });
        return text[0];
    }

    @Test
    @DisplayName("neither beans nor demo")
    void namesBothMissingBeans() {
        assertThat(textOf(Hosts.plain()))
                .contains("this application does not have:")
                .contains("a bean of type InstanceDirectory")
                .contains("a bean of type AgentTransport")
                .contains("set agent-maintenance.demo=true to try the API")
                .contains("set agent-maintenance.enabled=false");
    }

    @Test
    @DisplayName("a transport without servers")
    void namesTheMissingDirectory() {
        assertThat(textOf(Hosts.plain()
                        .withPropertyValues(Hosts.VERSION)
                        .withBean(AgentTransport.class, () -> Hosts.fleet().transport(java.time.Clock.systemUTC()))))
                .contains("a bean of type InstanceDirectory")
                .doesNotContain("a bean of type AgentTransport");
    }

    @Test
    @DisplayName("servers without a way to reach them")
    void namesTheMissingExecutor() {
        assertThat(textOf(Hosts.plain()
                        .withPropertyValues(Hosts.VERSION)
                        .withBean(InstanceDirectory.class, () -> Hosts.readOnly(Hosts.fleet()))))
                .contains(
                        "a bean of type AgentTransport, which reaches one server (or AgentExecutor or AgentExecutorFactory")
                .doesNotContain("a bean of type InstanceDirectory");
    }

    @Test
    @DisplayName("no versions")
    void namesTheMissingVersions() {
        assertThat(textOf(Hosts.plain().withUserConfiguration(TwoBeans.class)))
                .contains("agent-maintenance.versions is empty, and there is no bean of type VersionCatalog")
                .contains("agent-maintenance.versions[0].version=2.7.5.1");
    }

    @Test
    @DisplayName("a web application without authentication")
    void namesTheMissingAuthentication() {
        Hosts.web()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION)
                .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                        .contains("The API would be served without authentication")
                        .contains("Set agent-maintenance.tokens[0].name, .value and .project")
                        .contains("define a bean of type Authentication"));
    }

    @Test
    @DisplayName("servers of its own with no token but that of the demo")
    void refusesTheTokenOfTheDemoForOtherServers() {
        Hosts.web()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues("agent-maintenance.demo=true")
                .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                        .contains("The API would be served without authentication")
                        .contains("only for its scripted servers, not for yours"));
    }

    @Test
    @DisplayName("two adapters of stores")
    void namesTwoStores() {
        assertThat(textOf(Hosts.plain()
                        .withClassLoader(getClass().getClassLoader())
                        .withUserConfiguration(TwoBeans.class)
                        .withPropertyValues(Hosts.VERSION)))
                .contains("the adapters for PostgreSQL and for SQLite are both on the class path")
                .contains("Set agent-maintenance.store to postgresql, sqlite or memory");
    }

    @Test
    @DisplayName("a store whose adapter is not there")
    void namesTheMissingAdapter() {
        assertThat(textOf(Hosts.plain()
                        .withUserConfiguration(TwoBeans.class)
                        .withPropertyValues(Hosts.VERSION, "agent-maintenance.store=postgresql")))
                .contains("agent-maintenance.store is postgresql, but its adapter is not on the class path")
                .contains("io.agentmaintenance:agent-maintenance-adapters-postgresql");
    }

    @Test
    @DisplayName("a demo in a database")
    void refusesTheDemoWithAnotherStore() {
        assertThat(textOf(Hosts.plain()
                        .withPropertyValues("agent-maintenance.demo=true", "agent-maintenance.store=sqlite")))
                .contains("cannot be combined with agent-maintenance.store=sqlite");
    }

    @Test
    @DisplayName("a folder that is not named")
    void namesTheMissingFolder() {
        assertThat(textOf(Hosts.plain()
                        .withClassLoader(getClass().getClassLoader())
                        .withUserConfiguration(TwoBeans.class)
                        .withPropertyValues(Hosts.VERSION, "agent-maintenance.store=sqlite")))
                .contains("needs agent-maintenance.sqlite.directory, which is not set");
    }
}
