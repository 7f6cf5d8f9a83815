package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Store;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * The store in PostgreSQL, over the host's DataSource. Its inventory is the directory if the host has none; a host that has one reads its
 * servers there, and then nothing is stored in the inventory.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
@ConditionalOnMaintenanceEnabled
@ConditionalOnClass(PostgresStore.class)
@ConditionalOnStore(Store.POSTGRESQL)
@ConditionalOnMissingBean(InvocationRepository.class)
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class PostgresStoreAutoConfiguration {
    private static final String OTHER_ADAPTER = "io.agentmaintenance.adapter.sqlite.SqliteStore";
    private static final String FLYWAY = "org.flywaydb.core.Flyway";

    @Bean
    @ConditionalOnMissingBean
    PostgresStore agentMaintenancePostgresStore(
            AgentMaintenanceProperties properties, ObjectProvider<DataSource> dataSources, ResourceLoader resources) {
        ClassLoader loader = resources.getClassLoader();
        if (properties.store() == Store.AUTO && ClassUtils.isPresent(OTHER_ADAPTER, loader)) {
            throw SetupFailure.twoStores();
        }
        DataSource dataSource = dataSources.getIfUnique();
        if (dataSource == null) {
            throw dataSources.stream().findAny().isPresent()
                    ? SetupFailure.severalDataSources()
                    : SetupFailure.noDataSource();
        }
        if (properties.postgresql().migrate() && !ClassUtils.isPresent(FLYWAY, loader)) {
            throw SetupFailure.noFlyway();
        }
        return PostgresOpening.open(dataSource, properties.postgresql());
    }

    @Bean
    @ConditionalOnMissingBean
    InvocationRepository agentMaintenanceInvocationRepository(PostgresStore store) {
        return store.repository();
    }

    @Bean
    @ConditionalOnMissingBean(InstanceDirectory.class)
    Inventory agentMaintenanceInventory(PostgresStore store) {
        return store.inventory();
    }

    @Bean
    @ConditionalOnMissingBean
    Journal agentMaintenanceInvocationJournal(PostgresStore store) {
        return store.journal();
    }

    /** The time of the database, so that all nodes judge alike. */
    @Bean
    @ConditionalOnMissingBean
    MaintenanceTime agentMaintenanceTime(PostgresStore store) {
        return MaintenanceTime.by(store.clock());
    }

    @Bean
    @ConditionalOnMissingBean
    CountFolding agentMaintenanceCountFolding(PostgresStore store) {
        return store::foldCounts;
    }

    /** That of the store, which need not be the primary one of the host. */
    @Bean
    @ConditionalOnMissingBean
    EngineDatabase agentMaintenanceEngineDatabase(PostgresStore store) {
        return new EngineDatabase(store.dataSource(), store.schema() + ".scheduled_execution");
    }
}
