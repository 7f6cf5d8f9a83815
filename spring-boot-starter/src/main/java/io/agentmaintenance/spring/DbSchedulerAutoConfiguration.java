package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.dbscheduler.RecurringWork;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.spring.AgentMaintenanceProperties.DbScheduler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Work on the engine db-scheduler, if its adapter is on the class path and the store has a database for it. The nodes share the periodic work
 * too. An engine that the host has made itself is used likewise; the host does not start it.
 */
@AutoConfiguration(after = MemoryStoreAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@ConditionalOnClass(ScheduledAgentExecutor.class)
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class DbSchedulerAutoConfiguration {
    @Bean
    @ConditionalOnBean({AgentTransport.class, EngineDatabase.class})
    @ConditionalOnMissingBean({AgentExecutor.class, AgentExecutorFactory.class})
    ScheduledAgentExecutor agentMaintenanceScheduledAgentExecutor(
            EngineDatabase database,
            AgentTransport transport,
            InvocationRepository repository,
            MaintenanceTime time,
            ObjectProvider<InstanceDirectory> directories,
            AgentMaintenanceProperties properties) {
        DbScheduler settings = properties.dbScheduler();
        try {
            ScheduledAgentExecutor executor = ScheduledAgentExecutor.builder(
                            database.dataSource(), transport, repository, time.clock())
                    .table(database.table())
                    .node(settings.node())
                    .threads(settings.threads())
                    .open();
            return directories.getIfAvailable() instanceof Inventory inventory
                    ? executor.recordingIn(inventory)
                    : executor;
        } catch (RuntimeException e) {
            throw SetupFailure.engine(FailureReason.of(e), e);
        }
    }

    @Bean
    @ConditionalOnBean(ScheduledAgentExecutor.class)
    @ConditionalOnMissingBean
    AgentExecutorFactory agentMaintenanceScheduledAgentExecutorFactory(ScheduledAgentExecutor executor) {
        return executor::reportingTo;
    }

    @Bean
    @ConditionalOnBean(ScheduledAgentExecutor.class)
    @ConditionalOnMissingBean
    SharedSupervision agentMaintenanceSharedSupervision(
            ScheduledAgentExecutor executor, Upkeep upkeep, AgentMaintenanceProperties properties) {
        return new SharedSupervision(executor, upkeep, properties.supervision());
    }

    /** The last time on whatever node it was. */
    @Bean
    @ConditionalOnBean(ScheduledAgentExecutor.class)
    @ConditionalOnMissingBean
    LastSupervision agentMaintenanceSharedLastSupervision(ScheduledAgentExecutor executor) {
        return () -> executor.lastSuccess(RecurringWork.EXPIRE_OVERDUE);
    }
}
