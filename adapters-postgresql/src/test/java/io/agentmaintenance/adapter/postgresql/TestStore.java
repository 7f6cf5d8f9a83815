package io.agentmaintenance.adapter.postgresql;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.tck.RoundTripCounter;
import java.time.Clock;

/** A store in a schema of its own, over a pool that can fail. */
final class TestStore implements AutoCloseable {
    private final String schema = TestServer.newSchema();
    private final HikariDataSource pool;
    private final FailingDataSource failing;
    private final RoundTripCounter counter;
    private final PostgresStore store;

    private TestStore(HikariDataSource pool) {
        this.pool = pool;
        failing = new FailingDataSource(pool);
        counter = RoundTripCounter.around(failing.dataSource());
        store = PostgresStore.builder(counter.dataSource())
                .schema(schema)
                .allowUnsafeDurability(true)
                .open();
    }

    static TestStore withAutoCommit(boolean autoCommit) {
        return new TestStore(TestServer.pool(TestServer.url(), autoCommit, 8));
    }

    /** A store with one connection, so that a plan is kept. */
    static TestStore withOneConnection() {
        return new TestStore(TestServer.pool(TestServer.url(), true, 1));
    }

    static TestStore withOneConnectionAndShortPatience() {
        return new TestStore(TestServer.impatientPool());
    }

    static TestStore over(String url) {
        return new TestStore(TestServer.pool(url, true, 2));
    }

    /** {@return another store in the same schema, as another node opens it, on a machine with this clock} */
    PostgresStore ofAnotherNode(Clock machine) {
        return PostgresStore.builder(pool)
                .schema(schema)
                .allowUnsafeDurability(true)
                .machine(machine)
                .open();
    }

    String schema() {
        return schema;
    }

    PostgresStore store() {
        return store;
    }

    HikariDataSource pool() {
        return pool;
    }

    long roundTrips() {
        return counter.count();
    }

    FailingDataSource failing() {
        return failing;
    }

    /** {@return the store without content} */
    PostgresStore emptied() {
        TestServer.clear(schema);
        return store;
    }

    @Override
    public void close() {
        pool.close();
    }
}
