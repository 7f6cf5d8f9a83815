package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.tck.Invocations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Opening a store")
class OpeningTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a/deeper/folder", "with space", "what?mode=memory", "50%20#1", "ünïcode"})
    @DisplayName("creates the folder and the tables, whatever the folder is called, and finds everything again")
    void findsEverythingAgain(String name) {
        Path folder = directory.resolve(name);
        Instance web = new Instance(
                InstanceProfile.ecs(Invocations.install("x", "web-1").instanceId()),
                UniAgentStatus.RUNNING,
                AgentState.notInstalled());
        Invocation ended;
        List<JournalEntry> timeline;
        try (SqliteStore store = SqliteStore.open(folder)) {
            store.inventory().define(PROJECT, List.of(web));
            ended = Tasks.storeEnded(store.repository(), Invocations.install("t-1", "web-1"));
            timeline = store.journal().timeline(PROJECT, ended.id());
        }
        assertThat(file(folder)).isNotEmptyFile();
        try (SqliteStore store = SqliteStore.open(folder)) {
            assertThat(store.repository().find(InvocationQuery.newest(PROJECT)).invocations())
                    .containsExactly(ended);
            assertThat(store.inventory().find(PROJECT, List.of(web.id()))).containsValue(web);
            assertThat(store.journal().timeline(PROJECT, ended.id())).hasSize(3).isEqualTo(timeline);
            assertThat(store.repository().insert(PROJECT, Tasks.batch("t", 1))).containsExactly(WriteOutcome.STORED);
        }
    }

    @Test
    @DisplayName(
            "fails if a store of the same process has it open, which keeps the lock, and works once that is closed")
    void refusesASecondStore() throws Exception {
        try (SqliteStore first = SqliteStore.open(directory)) {
            assertInUse(() -> SqliteStore.open(directory));
            assertInUse(() -> SqliteStore.open(directory.resolve(".")));
            assertThat(ChildStore.start("open", directory).waitForExit()).contains("is in use by another process");
            assertThat(first.repository().counts(null)).isEmpty();
        }
        SqliteStore.open(directory).close();
    }

    @Test
    @DisplayName("fails if another process has it open, and works once that was killed")
    void refusesASecondProcess() throws Exception {
        ChildStore child = ChildStore.start("write", directory);
        child.waitForBatches(1);
        assertInUse(() -> SqliteStore.open(directory));
        child.kill();
        SqliteStore.open(directory).close();
    }

    @Test
    @DisplayName("fails if the file is none of SQLite, and does not change it")
    void refusesAFileOfAnotherFormat() throws IOException {
        Files.writeString(file(directory), "My diary, which is not to be read or changed by a program.\n".repeat(20));
        assertRefusedUnchanged("is not of this program, and was not changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"create table diary (text)", "pragma user_version = 3", "pragma application_id = 7"})
    @DisplayName("fails if the file is a database of another program, and does not change it")
    void refusesADatabaseOfAnotherProgram(String statement) throws Exception {
        execute(statement);
        assertRefusedUnchanged("is not of this program, and was not changed");
    }

    @Test
    @DisplayName("fails with both versions if the tables are newer, and does not change them")
    void refusesNewerTables() throws Exception {
        SqliteStore.open(directory).close();
        execute("pragma user_version = 7");
        assertRefusedUnchanged("is at version 7, which is newer than version 2");
    }

    @Test
    @DisplayName("brings the tables of version 1 up to date, and keeps their content")
    void migratesVersionOne() throws Exception {
        Invocation ended;
        try (SqliteStore store = SqliteStore.open(directory)) {
            ended = Tasks.storeEnded(store.repository(), Invocations.install("t-1", "web-1"));
        }
        execute("drop table scheduled_execution");
        execute("pragma user_version = 1");

        try (SqliteStore store = SqliteStore.open(directory)) {
            assertThat(store.repository().find(InvocationQuery.newest(PROJECT)).invocations())
                    .containsExactly(ended);
            assertThat(setting(store.dataSource(), "user_version")).isEqualTo("2");
            assertThat(setting(store.dataSource(), "table_info(scheduled_execution)"))
                    .as("the number of its first column")
                    .isEqualTo("0");
        }
    }

    @Test
    @DisplayName("fails if the file is damaged, and does not change it")
    void refusesADamagedFile() throws Exception {
        SqliteStore.open(directory).close();
        byte[] content = Files.readAllBytes(file(directory));
        Arrays.fill(content, 100, content.length, (byte) 'x');
        Files.write(file(directory), content);
        assertThatThrownBy(() -> SqliteStore.open(directory))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("the file is damaged; restore it from a backup (SQLITE_CORRUPT)");
        assertThat(file(directory)).hasBinaryContent(content);
    }

    @Test
    @DisplayName("takes an empty file for one that was just created")
    void takesAnEmptyFile() throws IOException {
        Files.createFile(file(directory));
        SqliteStore.open(directory).close();
        assertThat(file(directory)).isNotEmptyFile();
    }

    @Test
    @DisplayName("fails if the folder is a file")
    void refusesAFileAsFolder() throws IOException {
        Path folder = Files.createFile(directory.resolve("a-file"));
        assertThatThrownBy(() -> SqliteStore.open(folder))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot create the folder " + folder + ": it is not a folder");
    }

    @Test
    @DisplayName("fails if the folder is read-only")
    void refusesAReadOnlyFolder() {
        Assumptions.assumeTrue(
                directory.toFile().setWritable(false) && !Files.isWritable(directory),
                "this user may write everywhere");
        assertThatThrownBy(() -> SqliteStore.open(directory))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot write in the folder " + directory + ": permission denied");
    }

    @Test
    @DisplayName("makes every connection that writes sync at each commit")
    void syncsAtEveryCommit() throws SQLException {
        try (SqliteStore store = SqliteStore.open(directory)) {
            for (DataSource dataSource :
                    List.of(store.dataSource(), store.file().forWriting())) {
                assertThat(setting(dataSource, "journal_mode")).isEqualTo("wal");
                assertThat(setting(dataSource, "synchronous")).as("2 is FULL").isEqualTo("2");
            }
        }
    }

    private static String setting(DataSource dataSource, String name) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("agent-maintenance.db");
    }

    private void assertRefusedUnchanged(String why) throws IOException {
        byte[] before = Files.readAllBytes(file(directory));
        assertThatThrownBy(() -> SqliteStore.open(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file(directory).toString())
                .hasMessageContaining(why);
        assertThat(file(directory)).hasBinaryContent(before);
    }

    private void assertInUse(ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the folder " + directory)
                .hasMessageContaining("is in use by another process or store");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file(directory));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
