package io.agentmaintenance.adapter.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.InvocationRepositoryContract;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The task store in PostgreSQL keeps the contract of the repository:")
class RepositoryTest extends InvocationRepositoryContract {
    private static String schema;
    private static HikariDataSource pool;
    private static ObservedDataSource observed;
    private static PostgresStore store;

    @BeforeAll
    static void open() {
        schema = TestServer.newSchema();
        pool = TestServer.pool(TestServer.url(), true, 16);
        observed = new ObservedDataSource(pool);
        store = PostgresStore.builder(observed.dataSource())
                .schema(schema)
                .allowUnsafeDurability(true)
                .open();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    @Override
    protected InvocationRepository emptyRepository() {
        TestServer.clear(schema);
        return store.repository();
    }

    @Override
    protected Optional<Runnable> breakStore() {
        observed.setBroken(true);
        return Optional.of(() -> observed.setBroken(false));
    }

    @Override
    protected OptionalLong roundTrips() {
        return OptionalLong.of(observed.roundTrips());
    }
}
