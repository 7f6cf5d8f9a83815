package io.agentmaintenance.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The executor on db-scheduler, over SQLite, keeps the contract:")
class SqliteAgentExecutorTest extends EngineContract {
    @TempDir
    private static Path directory;

    private static SqliteStore store;
    private static HikariDataSource pool;

    @BeforeAll
    static void openDatabase() {
        store = SqliteStore.open(directory);
        pool = TestDatabase.pool(store);
    }

    @AfterAll
    static void closeDatabase() {
        pool.close();
        store.close();
    }

    @Override
    DataSource pool() {
        return pool;
    }

    @Override
    String table() {
        return TestDatabase.SQLITE_TABLE;
    }
}
