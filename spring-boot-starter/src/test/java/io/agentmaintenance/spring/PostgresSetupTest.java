package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.spring.Hosts.TwoBeans;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

@DisplayName("A host with the adapter for PostgreSQL that cannot start reads what to do:")
class PostgresSetupTest {
    private static EmbeddedPostgres database;

    private final ApplicationContextRunner host = new ApplicationContextRunner()
            .withConfiguration(Hosts.registered())
            .withClassLoader(new FilteredClassLoader(SqliteStore.class, ScheduledAgentExecutor.class))
            .withUserConfiguration(TwoBeans.class)
            .withPropertyValues(Hosts.VERSION);

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    private ApplicationContextRunner connected(String schema) {
        return host.withBean(DataSource.class, database::getPostgresDatabase)
                .withPropertyValues("agent-maintenance.postgresql.schema=" + schema);
    }

    private static String textOf(ApplicationContextRunner host) {
        String[] text = {"the start succeeded"};
        host.run(context -> {
            if (context.getStartupFailure() != null) {
                text[0] = Hosts.text(context.getStartupFailure());
            }
        });
        return text[0];
    }

    @Test
    @DisplayName("no DataSource")
    void namesTheMissingDataSource() {
        assertThat(textOf(host))
                .contains("The store in PostgreSQL needs a DataSource, but there is no bean of this type")
                .contains("spring.datasource.url");
    }

    @Test
    @DisplayName("several DataSources")
    void namesSeveralDataSources() {
        assertThat(textOf(host.withBean("one", DataSource.class, database::getPostgresDatabase)
                        .withBean("two", DataSource.class, database::getPostgresDatabase)))
                .contains("there are several beans of this type, and none is primary")
                .contains("Mark one as @Primary");
    }

    @Test
    @DisplayName("a database that does not sync")
    void namesADatabaseThatMayLoseCommits() {
        assertThat(textOf(connected("unsafe")))
                .contains("The store in PostgreSQL cannot be opened: PostgreSQL runs with fsync = off");
        assertThat(textOf(connected("unsafe")
                        .withPropertyValues("agent-maintenance.postgresql.allow-unsafe-durability=true")))
                .isEqualTo("the start succeeded");
    }

    @Test
    @DisplayName("no tables, where the host migrates itself")
    void namesMissingTables() {
        assertThat(textOf(connected("nothing")
                        .withPropertyValues(
                                "agent-maintenance.postgresql.allow-unsafe-durability=true",
                                "agent-maintenance.postgresql.migrate=false")))
                .contains("the schema nothing has no tables of this store")
                .contains("set agent-maintenance.postgresql.migrate=true");
    }

    @Test
    @DisplayName("tables of a newer version")
    void namesNewerTables() throws SQLException {
        changed("newer", "insert into newer.schema_version (version) values (99)");
        assertThat(textOf(connected("newer")
                        .withPropertyValues("agent-maintenance.postgresql.allow-unsafe-durability=true")))
                .contains("the schema newer is at version 99, which is newer than version")
                .contains("Use a newer program");
    }

    @Test
    @DisplayName("a history of migrations that was changed")
    void namesAHistoryThatDoesNotFit() throws SQLException {
        changed("altered", "update altered.flyway_schema_history set checksum = 1 where version = '1'");
        assertThat(textOf(connected("altered")))
                .contains("the history of migrations in its schema does not fit this version of the adapter");
    }

    @Test
    @DisplayName("a database that does not answer")
    void namesADatabaseThatDoesNotAnswer() {
        assertThat(textOf(host.withBean(DataSource.class, () -> {
                    PGSimpleDataSource nowhere = new PGSimpleDataSource();
                    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere?user=me&password=a-secret");
                    return nowhere;
                })))
                .contains("The store in PostgreSQL cannot be opened: Connection to 127.0.0.1:1 refused")
                .doesNotContain("a-secret");
    }

    @Test
    @DisplayName("a database of another kind")
    void namesADatabaseOfAnotherKind(@org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) {
        try (SqliteStore other = SqliteStore.open(folder)) {
            assertThat(textOf(host.withBean(DataSource.class, other::dataSource)))
                    .contains("needs a DataSource of PostgreSQL, but that of this application is of SQLite");
        }
    }

    @Test
    @DisplayName("no Flyway")
    void namesTheMissingFlyway() {
        assertThat(textOf(connected("without_flyway")
                        .withClassLoader(new FilteredClassLoader(
                                SqliteStore.class, ScheduledAgentExecutor.class, Flyway.class))))
                .contains("Flyway is not on the class path")
                .contains("agent-maintenance.postgresql.migrate=false");
    }

    @Test
    @DisplayName("a store of the host is used as it is")
    void usesTheStoreOfTheHost() {
        Function<DataSource, PostgresStore> open = dataSource -> PostgresStore.builder(dataSource)
                .schema("mine")
                .allowUnsafeDurability(true)
                .open();
        migrated("mine");
        PostgresStore mine = open.apply(database.getPostgresDatabase());
        connected("other")
                .withBean(PostgresStore.class, () -> mine)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .getBean(io.agentmaintenance.application.port.out.InvocationRepository.class)
                        .isSameAs(mine.repository()));
    }

    @Test
    @DisplayName("the engine uses the database and the schema of the store of the host, also beside a primary database")
    void putsTheEngineIntoTheStoreOfTheHost() {
        migrated("with_engine");
        PostgresStore mine = PostgresStore.builder(database.getPostgresDatabase())
                .schema("with_engine")
                .allowUnsafeDurability(true)
                .open();
        host.withClassLoader(new FilteredClassLoader(SqliteStore.class))
                .withBean("other", DataSource.class, PGSimpleDataSource::new, bean -> bean.setPrimary(true))
                .withBean(PostgresStore.class, () -> mine)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ScheduledAgentExecutor.class)
                        .getBean(EngineDatabase.class)
                        .isEqualTo(new EngineDatabase(mine.dataSource(), "with_engine.scheduled_execution")));
    }

    private void changed(String schema, String statement) throws SQLException {
        migrated(schema);
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** Makes the tables by a start of the host. */
    private void migrated(String schema) {
        assertThat(textOf(connected(schema)
                        .withPropertyValues("agent-maintenance.postgresql.allow-unsafe-durability=true")))
                .isEqualTo("the start succeeded");
    }
}
