package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The store in memory, if there is no other repository. */
@AutoConfiguration(after = {PostgresStoreAutoConfiguration.class, SqliteStoreAutoConfiguration.class})
@ConditionalOnMaintenanceEnabled
@ConditionalOnMissingBean(InvocationRepository.class)
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class MemoryStoreAutoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryStoreAutoConfiguration.class);

    @Bean
    InMemoryInvocationRepository agentMaintenanceInvocationRepository(AgentMaintenanceProperties properties) {
        Store chosen = properties.store();
        if (chosen == Store.POSTGRESQL || chosen == Store.SQLITE) {
            throw SetupFailure.noAdapter(chosen);
        }
        LOG.warn(
                "All tasks are in memory: a restart loses them. To keep them, add agent-maintenance-adapters-postgresql"
                        + " or agent-maintenance-adapters-sqlite.");
        return InMemoryInvocationRepository.keeping(properties.memory().history());
    }

    @Bean
    @ConditionalOnMissingBean
    Journal agentMaintenanceInvocationJournal(InMemoryInvocationRepository repository) {
        return repository.journal();
    }
}
