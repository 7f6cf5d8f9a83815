package io.agentmaintenance.adapter.postgresql;

import com.zaxxer.hikari.HikariDataSource;

/** A store in a schema of its own, over an observed pool. */
final class TestStore implements AutoCloseable {
    private final String schema = TestServer.newSchema();
    private final HikariDataSource pool;
    private final ObservedDataSource observed;
    private final PostgresStore store;

    private TestStore(HikariDataSource pool) {
        this.pool = pool;
        observed = new ObservedDataSource(pool);
        store = PostgresStore.builder(observed.dataSource())
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

    static TestStore over(String url) {
        return new TestStore(TestServer.pool(url, true, 2));
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

    ObservedDataSource observed() {
        return observed;
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
