package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("Opening a store")
class OpeningTest {
    @Test
    @DisplayName("fails with the scripts to apply if the schema has no tables")
    void namesTheScriptsIfTheSchemaIsMissing() {
        assertThatThrownBy(() -> open("nobody_made_this"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the schema nobody_made_this has no tables of this store")
                .hasMessageContaining("up to V2");
    }

    @Test
    @DisplayName("fails with both versions if the schema is older")
    void refusesAnOlderSchema() {
        assertThatThrownBy(() -> open(schemaOfVersion(0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is at version 0, but version 2 is needed");
    }

    @Test
    @DisplayName("fails with both versions if the schema is newer")
    void refusesANewerSchema() {
        assertThatThrownBy(() -> open(schemaOfVersion(7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is at version 7, which is newer than version 2");
    }

    @Test
    @DisplayName("fails if the server does not sync its commits")
    void refusesFsyncOff() {
        TestServer.assumeOwn("this test needs a server that does not sync its commits");
        String schema = TestServer.newSchema();
        assertThatThrownBy(() ->
                        PostgresStore.builder(TestServer.plain()).schema(schema).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("fsync = off");
    }

    @Test
    @DisplayName("fails if the connections do not wait until a commit is on disk")
    void refusesSynchronousCommitOff() {
        String schema = TestServer.newSchema();
        DataSource unsafe = withOption("synchronous_commit=off");
        assertThatThrownBy(() -> PostgresStore.builder(unsafe).schema(schema).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("synchronous_commit = off");
    }

    @Test
    @DisplayName("fails if the connections have an isolation level other than READ COMMITTED")
    void refusesAnotherIsolationLevel() {
        String schema = TestServer.newSchema();
        DataSource serializable = withOption("default_transaction_isolation=serializable");
        assertThatThrownBy(() -> PostgresStore.builder(serializable)
                        .schema(schema)
                        .allowUnsafeDurability(true)
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("but have serializable");
    }

    @Test
    @DisplayName("throws PortException without the password if the server does not answer")
    void keepsThePasswordOutOfTheMessage() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setPortNumbers(new int[] {1});
        nowhere.setUser("somebody");
        nowhere.setPassword("a-secret");
        assertThatThrownBy(() -> PostgresStore.builder(nowhere).open())
                .isInstanceOf(PortException.class)
                .hasMessage("cannot open the store: the connection to PostgreSQL failed (SQLSTATE 08001)");
    }

    @Test
    @DisplayName(
            "fails after a restore on another server with smaller numbers of transactions, and names the statements that help")
    void namesTheStatementsAfterARestore() {
        try (TestStore store = TestStore.withAutoCommit(true)) {
            store.store().repository().insert(PROJECT, Tasks.batch("t", 3));
            Journal.Entries before = (Journal.Entries) store.store().journal().after(PROJECT, null, 10);
            TestServer.execute(TestServer.plain(), "update " + store.schema() + ".step set tx = '9000000000000000000'");

            Throwable failure = catchThrowable(() -> open(store.schema()));
            assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("was restored from another server");
            TestServer.execute(TestServer.plain(), failure.getMessage().replaceFirst(".* Execute once: ", ""));

            assertThat(open(store.schema()).journal().after(PROJECT, null, 10))
                    .extracting(reading -> ((Journal.Entries) reading).entries())
                    .isEqualTo(before.entries());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "with space", "1st", "a;drop", "\"q\"", "ünicode"})
    @DisplayName("refuses a name of a schema that is no plain word")
    void refusesOddNamesOfSchemas(String name) {
        assertThatThrownBy(() -> PostgresStore.builder(TestServer.plain()).schema(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("does not change the connections: auto-commit stays as it was")
    void leavesAutoCommitAsItWas() throws SQLException {
        try (TestStore store = TestStore.withAutoCommit(false)) {
            store.store().foldCounts();
            try (var connection = store.pool().getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    private static PostgresStore open(String schema) {
        return PostgresStore.builder(TestServer.plain())
                .schema(schema)
                .allowUnsafeDurability(true)
                .open();
    }

    private static String schemaOfVersion(int version) {
        String schema = TestServer.newSchema();
        TestServer.execute(TestServer.plain(), "update " + schema + ".schema_version set version = " + version);
        return schema;
    }

    private static DataSource withOption(String option) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(TestServer.url());
        dataSource.setOptions("-c " + option);
        return dataSource;
    }
}
