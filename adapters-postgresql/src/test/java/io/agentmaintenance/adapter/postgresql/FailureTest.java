package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When PostgreSQL fails, the store")
class FailureTest {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.withAutoCommit(true);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.emptied();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    @DisplayName("repeats a statement three times that was rolled back for another transaction")
    void repeatsAfterARollback(String state) {
        store.failing().failNext(3, state);
        assertThat(insert("t")).containsOnly(WriteOutcome.STORED);

        store.failing().failNext(4, state);
        assertThatThrownBy(() -> insert("u"))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot store invocations: other transactions were always faster (SQLSTATE " + state + ")");
        assertThat(insert("u")).as("afterwards").containsOnly(WriteOutcome.STORED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300", "57014", "XX000"})
    @DisplayName("repeats nothing after any other failure, because it may have been committed")
    void repeatsNothingElse(String state) {
        store.failing().failNext(1, state);
        assertThatThrownBy(() -> insert("t"))
                .isInstanceOf(PortException.class)
                .hasMessageContaining(state)
                .hasMessageNotContaining("simulated");
        assertThat(insert("t")).as("afterwards").containsOnly(WriteOutcome.STORED);
    }

    @Test
    @DisplayName("throws PortException if no connection is free in time, and works again afterwards")
    void throwsIfThePoolIsEmpty() throws SQLException {
        try (TestStore small = TestStore.withOneConnectionAndShortPatience()) {
            try (Connection taken = small.pool().getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                assertThatThrownBy(() -> small.store().repository().counts(null))
                        .isInstanceOf(PortException.class)
                        .hasMessageStartingWith("cannot count invocations: no connection in time");
            }
            assertThatCode(() -> small.store().repository().counts(null)).doesNotThrowAnyException();
        }
    }

    @Test
    @DisplayName(
            "throws PortException if the session is ended in the middle of a statement, and has stored nothing of it")
    void throwsIfTheSessionIsEnded() throws Exception {
        Invocation earlier = Tasks.storeEnded(store.store().repository(), Invocations.install("t-1", "web-1"));
        Invocation retry = Invocations.retry("t-2", earlier);
        try (Connection other = TestServer.plain().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from " + store.schema() + ".invocation for update");
            CompletableFuture<List<WriteOutcome>> insertion = CompletableFuture.supplyAsync(
                    () -> store.store().repository().insert(PROJECT, List.of(new Insertion(retry, earlier, null))));
            TestServer.awaitLock();
            statement.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where " + TestServer.WAITS_FOR_A_LOCK);
            assertThatThrownBy(() -> insertion.get(60, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(PortException.class)
                    .hasMessageContaining("57P01");
            other.rollback();
        }
        assertThat(store.store().repository().findAll(PROJECT, List.of(retry.id())))
                .isEmpty();
    }

    @Test
    @DisplayName("gives every connection back")
    void givesEveryConnectionBack() {
        for (int i = 0; i < 40; i++) {
            store.failing().failNext(1, "XX000");
            assertThatThrownBy(() -> insert("t")).isInstanceOf(PortException.class);
        }
        assertThat(store.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    private static List<WriteOutcome> insert(String prefix) {
        return store.store().repository().insert(PROJECT, Tasks.batch(prefix, 3));
    }
}
