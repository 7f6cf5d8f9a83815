package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Postgresql;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables in PostgreSQL up to date and opens the store. Every failure is a {@link SetupFailure}. */
final class PostgresOpening {
    private static final String PRODUCT = "PostgreSQL";
    private static final String MIGRATIONS = "classpath:io/agentmaintenance/adapter/postgresql/migration";

    private PostgresOpening() {}

    static PostgresStore open(DataSource dataSource, Postgresql settings) {
        try {
            checkProduct(dataSource);
            if (settings.migrate()) {
                Migration.apply(dataSource, settings.schema());
            }
            return PostgresStore.builder(dataSource)
                    .schema(settings.schema())
                    .allowUnsafeDurability(settings.allowUnsafeDurability())
                    .open();
        } catch (SetupFailure e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw SetupFailure.postgresql(FailureReason.of(e), settings.migrate(), e);
        }
    }

    private static void checkProduct(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (!PRODUCT.equals(product)) {
                throw SetupFailure.notPostgresql(product);
            }
        }
    }

    /** Uses Flyway, which need not be on the class path of a host that migrates in another way. */
    private static final class Migration {
        /** The history of these scripts is in their own schema; the migrations of the host, and its Flyway beans, are not touched. */
        static void apply(DataSource dataSource, String schema) {
            try {
                Flyway.configure(PostgresStore.class.getClassLoader())
                        .dataSource(dataSource)
                        .defaultSchema(schema)
                        .createSchemas(true)
                        .locations(MIGRATIONS)
                        .load()
                        .migrate();
            } catch (FlywayValidateException e) {
                throw SetupFailure.postgresql(
                        "the history of migrations in its schema does not fit this version of the adapter.", true, e);
            }
        }
    }
}
