package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The demo: scripted servers, if the host has neither servers nor a way to reach them. */
@AutoConfiguration(before = {PostgresStoreAutoConfiguration.class, SqliteStoreAutoConfiguration.class})
@ConditionalOnMaintenanceEnabled
@ConditionalOnBooleanProperty(name = AgentMaintenanceProperties.PREFIX + ".demo")
@ConditionalOnMissingBean({
    InstanceDirectory.class,
    AgentTransport.class,
    AgentExecutor.class,
    AgentExecutorFactory.class
})
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class DemoAutoConfiguration {
    @Bean
    InMemoryFleet agentMaintenanceDemoFleet(AgentMaintenanceProperties properties) {
        Store chosen = properties.store();
        if (chosen == Store.POSTGRESQL || chosen == Store.SQLITE) {
            throw SetupFailure.demoWithStore(chosen);
        }
        return Demo.fleet();
    }

    @Bean
    AgentTransport agentMaintenanceDemoTransport(InMemoryFleet demoFleet, MaintenanceTime time) {
        return demoFleet.transport(time.clock(), time.elapsed());
    }

    @Bean
    DemoNotice agentMaintenanceDemoNotice(Environment environment, AgentMaintenanceProperties properties) {
        return new DemoNotice(environment, properties);
    }
}
