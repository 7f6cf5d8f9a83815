package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** The hosts of these tests, and what they have on their class path. */
final class Hosts {
    static final ProjectId PROJECT = ProjectId.of("platform");
    static final String TOKEN = "a-marker-token-of-the-platform";
    static final String VERSION = "agent-maintenance.versions[0].version=2.7.5.1";
    static final String[] TOKENS = {
        "agent-maintenance.tokens[0].name=alice",
        "agent-maintenance.tokens[0].value=" + TOKEN,
        "agent-maintenance.tokens[0].project=platform"
    };

    private Hosts() {}

    /** {@return all auto-configurations that the jar registers} */
    static AutoConfigurations registered() {
        ClassLoader loader = Hosts.class.getClassLoader();
        return AutoConfigurations.of(names().stream()
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new));
    }

    /** {@return the names of all auto-configurations that the jar registers} */
    static List<String> names() {
        return ImportCandidates.load(AutoConfiguration.class, Hosts.class.getClassLoader()).getCandidates().stream()
                .filter(name -> name.startsWith("io.agentmaintenance."))
                .toList();
    }

    /** {@return a host that is not a web application and has no adapter but those of the starter} */
    static ApplicationContextRunner plain() {
        return new ApplicationContextRunner().withConfiguration(registered()).withClassLoader(withoutAdapters());
    }

    /** {@return the same as a web application, whose web server does not run} */
    static WebApplicationContextRunner web() {
        return new WebApplicationContextRunner().withConfiguration(registered()).withClassLoader(withoutAdapters());
    }

    static FilteredClassLoader withoutAdapters() {
        return new FilteredClassLoader(PostgresStore.class, SqliteStore.class, ScheduledAgentExecutor.class);
    }

    /** {@return what a user reads when the start fails} */
    static String text(Throwable failure) {
        FailureAnalysis analysis = new SetupFailureAnalyzer().analyze(failure);
        return analysis == null ? "no analysis of " + failure : analysis.getDescription() + "\n" + analysis.getAction();
    }

    /** {@return servers on which work takes no time} */
    static InMemoryFleet fleet() {
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.addAll(
                PROJECT,
                new InstancePattern("web-%02d", 1, 20),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.succeedAfter(Duration.ofMillis(10), Duration.ofMillis(10)));
        return fleet;
    }

    /** {@return a directory that is no inventory, so nothing is recorded in it} */
    static InstanceDirectory readOnly(InMemoryFleet fleet) {
        return (project, instances) -> fleet.find(project, instances);
    }

    /** The two beans that a host needs. */
    @Configuration(proxyBeanMethods = false)
    static class TwoBeans {
        private final InMemoryFleet fleet = fleet();

        @Bean
        InstanceDirectory directory() {
            return readOnly(fleet);
        }

        @Bean
        AgentTransport transport() {
            return fleet.transport(Clock.systemUTC());
        }
    }
}
