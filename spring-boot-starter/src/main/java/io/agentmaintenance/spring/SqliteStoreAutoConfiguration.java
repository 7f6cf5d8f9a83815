package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The store in a folder. Its inventory is the directory if the host has none. */
@AutoConfiguration(after = PostgresStoreAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@ConditionalOnClass(SqliteStore.class)
@ConditionalOnStore(Store.SQLITE)
@ConditionalOnMissingBean(InvocationRepository.class)
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class SqliteStoreAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    SqliteStore agentMaintenanceSqliteStore(AgentMaintenanceProperties properties) {
        // Not converted by Spring, which takes a relative path for a folder of the class path if there is one.
        String directory = properties.sqlite().directory();
        if (directory == null || directory.isBlank()) {
            throw SetupFailure.noDirectory();
        }
        try {
            return SqliteStore.open(Path.of(directory));
        } catch (RuntimeException e) {
            throw SetupFailure.sqlite(FailureReason.of(e), e);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    InvocationRepository agentMaintenanceInvocationRepository(SqliteStore store) {
        return store.repository();
    }

    @Bean
    @ConditionalOnMissingBean(InstanceDirectory.class)
    Inventory agentMaintenanceInventory(SqliteStore store) {
        return store.inventory();
    }

    @Bean
    @ConditionalOnMissingBean
    Journal agentMaintenanceInvocationJournal(SqliteStore store) {
        return store.journal();
    }

    @Bean
    @ConditionalOnMissingBean
    EngineDatabase agentMaintenanceEngineDatabase(SqliteStore store) {
        return new EngineDatabase(store.dataSource(), "scheduled_execution");
    }
}
