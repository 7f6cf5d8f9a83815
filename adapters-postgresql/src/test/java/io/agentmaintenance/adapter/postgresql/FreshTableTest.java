package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a table that was empty when the plans were made,")
class FreshTableTest {
    // The driver keeps a statement after five times, the server keeps its plan after five more.
    private static final int UNTIL_PLANS_ARE_KEPT = 12;

    @Test
    @DisplayName("no statement of a request reads the whole table")
    void usesTheIndexes() throws SQLException {
        TestServer.assumeAtLeast(15, "PostgreSQL 14 tells its statistics too late");
        try (TestStore store = TestStore.withOneConnection()) {
            InvocationRepository repository = store.store().repository();
            for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
                request(repository, "a" + i);
            }
            for (int i = 0; i < 20; i++) {
                repository.insert(PROJECT, Tasks.batch("more" + i, 100));
            }
            long before = scans(store);
            for (int i = 0; i < UNTIL_PLANS_ARE_KEPT; i++) {
                request(repository, "b" + i);
            }
            assertThat(scans(store) - before).as("scans of the whole table").isZero();
        }
    }

    private static void request(InvocationRepository repository, String prefix) {
        List<Insertion> batch = Tasks.batch(prefix, 10);
        List<Invocation> invocations = batch.stream().map(Insertion::invocation).toList();
        repository.histories(
                PROJECT, invocations.stream().map(Invocation::instanceId).toList());
        repository.insert(PROJECT, batch);
        repository.update(
                PROJECT,
                invocations.stream()
                        .map(task -> InvocationUpdate.of(task.start(Invocations.later(task)), Actor.unknownWorker()))
                        .toList());
        repository.findAll(PROJECT, invocations.stream().map(Invocation::id).toList());
        repository.find(InvocationQuery.newest(PROJECT));
    }

    private static long scans(TestStore store) throws SQLException {
        try (Connection connection = store.pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            try (ResultSet row = statement.executeQuery("select seq_scan from pg_stat_user_tables where schemaname = '"
                    + store.schema() + "' and relname = 'invocation'")) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
