package com.example.fleet;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A PostgreSQL server for all tests. It syncs its commits: the store refuses one that may lose them. */
final class Database {
    private static final EmbeddedPostgres SERVER = start();

    private Database() {}

    static String url() {
        return SERVER.getJdbcUrl("postgres", "postgres");
    }

    /** Connections for a test that has no application. */
    static HikariDataSource connections() {
        HikariDataSource connections = new HikariDataSource();
        connections.setJdbcUrl(url());
        return connections;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
