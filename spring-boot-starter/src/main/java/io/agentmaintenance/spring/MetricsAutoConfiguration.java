package io.agentmaintenance.spring;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.micrometer.InvocationMetrics;
import io.agentmaintenance.adapter.micrometer.MaintenanceGauges;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The meters of the maintenance, if the application has a registry of Micrometer. */
@AutoConfiguration(
        after = SupervisionAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnMaintenanceEnabled
@ConditionalOnClass({MeterRegistry.class, InvocationMetrics.class})
@ConditionalOnBean(MeterRegistry.class)
class MetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InvocationMetrics agentMaintenanceInvocationMetrics(MeterRegistry registry) {
        return new InvocationMetrics(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    MaintenanceGauges agentMaintenanceGauges(HealthProbe probe) {
        return new MaintenanceGauges(probe);
    }
}
