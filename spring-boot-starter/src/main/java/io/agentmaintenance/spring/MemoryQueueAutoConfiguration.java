package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.Inventory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The queue in memory that drives the host's transport, if db-scheduler does not. For one process. */
@AutoConfiguration(after = {DemoAutoConfiguration.class, DbSchedulerAutoConfiguration.class})
@ConditionalOnMaintenanceEnabled
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class MemoryQueueAutoConfiguration {
    @Bean
    @ConditionalOnBean(AgentTransport.class)
    @ConditionalOnMissingBean({AgentExecutor.class, AgentExecutorFactory.class})
    InMemoryAgentExecutor agentMaintenanceInMemoryAgentExecutor(
            AgentTransport transport,
            ObjectProvider<InstanceDirectory> directories,
            MaintenanceTime time,
            AgentMaintenanceProperties properties) {
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(
                transport, time.elapsed(), properties.memory().active());
        return directories.getIfAvailable() instanceof Inventory inventory ? executor.recordingIn(inventory) : executor;
    }

    @Bean
    @ConditionalOnBean(InMemoryAgentExecutor.class)
    @ConditionalOnMissingBean
    AgentExecutorFactory agentMaintenanceInMemoryAgentExecutorFactory(InMemoryAgentExecutor executor) {
        return executor::reportingTo;
    }
}
