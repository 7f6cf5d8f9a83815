package io.agentmaintenance.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The executor on db-scheduler, over PostgreSQL, keeps the contract:")
class AgentExecutorTest extends EngineContract {
    private static HikariDataSource pool;
    private static String table;

    @BeforeAll
    static void openDatabase() {
        pool = TestDatabase.pool(TestDatabase.url(), 8);
        table = TestDatabase.tableIn(TestDatabase.newSchema());
    }

    @AfterAll
    static void closeDatabase() {
        pool.close();
    }

    @Override
    DataSource pool() {
        return pool;
    }

    @Override
    String table() {
        return table;
    }
}
