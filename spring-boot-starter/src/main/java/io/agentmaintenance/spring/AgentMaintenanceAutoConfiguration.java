package io.agentmaintenance.spring;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Limits;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * {@link AgentMaintenance} over the ports of the host and of the other auto-configurations.
 *
 * <p>Without the servers or a way to reach them the start fails, with a text that says what to define. Nobody adds this starter to serve
 * nothing: without beans, a start that succeeds would show its mistake only by the answer 404 to the first request. A host that has the jar on
 * its class path for another reason sets {@code agent-maintenance.enabled=false}.
 */
@AutoConfiguration(after = MemoryQueueAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class AgentMaintenanceAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    MaintenanceTime agentMaintenanceTime(ObjectProvider<Clock> clocks) {
        return MaintenanceTime.ofHost(clocks.getIfUnique());
    }

    @Bean
    @ConditionalOnMissingBean
    InvocationIds agentMaintenanceInvocationIds(MaintenanceTime time) {
        return InvocationIds.timeOrdered(time.clock(), new SecureRandom());
    }

    /** Lazy, so that a host without anything reads first that it has no servers. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    VersionCatalog agentMaintenanceVersionCatalog(AgentMaintenanceProperties properties) {
        if (!properties.versions().isEmpty()) {
            return new InMemoryVersionCatalog(properties.versions().stream()
                    .map(entry -> new OfferedVersion(new AgentVersion(String.valueOf(entry.version())), entry.type()))
                    .toList());
        }
        if (!properties.demo()) {
            throw SetupFailure.noVersions();
        }
        return new InMemoryVersionCatalog(Demo.VERSIONS);
    }

    @Bean
    @ConditionalOnMissingBean
    AgentMaintenance agentMaintenance(
            ObjectProvider<InstanceDirectory> directories,
            ObjectProvider<AgentExecutorFactory> factories,
            ObjectProvider<AgentExecutor> executors,
            ObjectProvider<InvocationRepository> repositories,
            ObjectProvider<VersionCatalog> catalogs,
            ObjectProvider<Eligibility> rules,
            ObjectProvider<InvocationListener> listeners,
            ObjectProvider<AgentMaintenanceCustomizer> customizers,
            InvocationIds ids,
            MaintenanceTime time,
            AgentMaintenanceProperties properties) {
        InstanceDirectory directory = directories.getIfAvailable();
        Function<ReportExecutionUseCase, AgentExecutor> executor = executor(factories, executors);
        if (directory == null || executor == null) {
            throw SetupFailure.missingBeans(directory != null, executor != null);
        }
        AgentMaintenance.Builder builder = AgentMaintenance.builder()
                .repository(repositories.getObject())
                .directory(directory)
                .catalog(catalogs.getObject())
                .executor(executor)
                .ids(ids)
                .limits(limits(properties.limits()))
                .validator(RequestValidator.create())
                .clock(time.clock(), time.elapsed());
        rules.ifAvailable(builder::eligibility);
        listeners.orderedStream().forEach(builder::listener);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    private static @Nullable Function<ReportExecutionUseCase, AgentExecutor> executor(
            ObjectProvider<AgentExecutorFactory> factories, ObjectProvider<AgentExecutor> executors) {
        AgentExecutorFactory factory = factories.getIfAvailable();
        if (factory != null) {
            return factory::reportingTo;
        }
        AgentExecutor executor = executors.getIfAvailable();
        return executor == null ? null : reports -> executor;
    }

    private static TimeLimits limits(Limits limits) {
        return new TimeLimits(limits.pickUp(), limits.execution(), limits.rollbackWindow());
    }
}
