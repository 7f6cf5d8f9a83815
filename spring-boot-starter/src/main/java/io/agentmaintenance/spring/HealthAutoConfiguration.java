package io.agentmaintenance.spring;

import io.agentmaintenance.HealthProbe;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** The health of the maintenance among those of the actuator, under the name "agentMaintenance". */
@AutoConfiguration(after = SupervisionAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnEnabledHealthIndicator("agent-maintenance")
class HealthAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean(name = {"agentMaintenanceHealthIndicator", "agentMaintenanceHealthContributor"})
    HealthIndicator agentMaintenanceHealthIndicator(HealthProbe probe) {
        return new MaintenanceHealthIndicator(probe);
    }
}
