package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.micrometer.InvocationMetrics;
import io.agentmaintenance.adapter.micrometer.MaintenanceGauges;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotationMetadata;

@DisplayName("Health and metrics")
class MissingLibrariesTest {
    private final ApplicationContextRunner host =
            Hosts.plain().withUserConfiguration(TwoBeans.class).withPropertyValues(Hosts.VERSION);

    @Configuration(proxyBeanMethods = false)
    @Import(Registered.class)
    static class Application extends TwoBeans {}

    /** Has their annotations read from the class files, as in an application, so without the classes that are missing. */
    static class Registered implements DeferredImportSelector {
        @Override
        public String[] selectImports(AnnotationMetadata importing) {
            return Hosts.names().toArray(String[]::new);
        }
    }

    @Test
    @DisplayName("are not needed: without actuator and Micrometer the host starts, and nothing probes the store")
    void startsWithoutActuatorAndMicrometer() {
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withPropertyValues(Hosts.VERSION)
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health.",
                        "org.springframework.boot.actuate.",
                        "io.micrometer.core.",
                        PostgresStore.class.getPackageName(),
                        SqliteStore.class.getPackageName(),
                        ScheduledAgentExecutor.class.getPackageName()))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthProbe.class));
    }

    @Test
    @DisplayName("show whether the store answers and supervision runs")
    void showsHealth() {
        host.run(context ->
                assertThat(context).hasSingleBean(HealthIndicator.class).hasBean("agentMaintenanceHealthIndicator"));
    }

    @Test
    @DisplayName("can be switched off: the indicator")
    void canSwitchOffTheIndicator() {
        host.withPropertyValues("management.health.agent-maintenance.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    @DisplayName("need a registry: without one there are no meters")
    void needsARegistry() {
        host.run(context -> assertThat(context).doesNotHaveBean(InvocationMetrics.class));
        host.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(context -> assertThat(context)
                        .hasSingleBean(InvocationMetrics.class)
                        .hasSingleBean(MaintenanceGauges.class));
    }
}
