package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The counter of round trips")
class RoundTripCounterTest {
    private final List<String> calls = new ArrayList<>();
    private final RoundTripCounter counter = RoundTripCounter.around(fake(DataSource.class));

    @Test
    @DisplayName("counts each execution of each kind of statement")
    void countsExecutions() throws SQLException {
        try (Connection connection = counter.dataSource().getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select 1");
                CallableStatement callable = connection.prepareCall("call it")) {
            assertThat(counter.count()).isZero();
            statement.execute("select 1");
            statement.executeQuery("select 1");
            statement.executeUpdate("update it");
            prepared.setInt(1, 2);
            prepared.executeQuery();
            prepared.executeUpdate();
            callable.execute();
        }
        assertThat(counter.count()).isEqualTo(6);
    }

    @Test
    @DisplayName("counts a batch once, however many entries it has")
    void countsABatchOnce() throws SQLException {
        PreparedStatement prepared = counter.dataSource().getConnection().prepareStatement("insert it");
        for (int i = 0; i < 100; i++) {
            prepared.setInt(1, i);
            prepared.addBatch();
        }
        prepared.executeBatch();

        assertThat(counter.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("counts each commit, rollback and savepoint")
    void countsTransactions() throws SQLException {
        Connection connection = counter.dataSource().getConnection("user", "password");
        connection.setAutoCommit(false);
        connection.commit();
        connection.rollback();
        connection.setSavepoint();

        assertThat(counter.count()).isEqualTo(3);
    }

    @Test
    @DisplayName("counts what is executed on the connection of a statement")
    void countsOnTheConnectionOfAStatement() throws SQLException {
        Connection connection = counter.dataSource().getConnection();
        Statement statement = connection.createStatement();

        assertThat(statement.getConnection()).isSameAs(connection);
        statement.getConnection().createStatement().execute("select 1");

        assertThat(counter.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("passes each call on, with its result and its exception")
    void passesOn() throws SQLException {
        Connection connection = counter.dataSource().getConnection();

        assertThat(connection.getCatalog()).isEqualTo("the catalog");
        assertThatThrownBy(() -> connection.setCatalog("another"))
                .isInstanceOf(SQLException.class)
                .hasMessage("not allowed");
        connection.close();

        assertThat(calls).containsExactly("getConnection", "getCatalog", "setCatalog", "close");
        assertThat(counter.count()).isZero();
    }

    /** A driver that does nothing. */
    private <T> T fake(Class<T> kind) {
        return kind.cast(Proxy.newProxyInstance(
                kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) -> answer(method)));
    }

    private @Nullable Object answer(Method method) throws SQLException {
        calls.add(method.getName());
        if (method.getName().equals("setCatalog")) {
            throw new SQLException("not allowed");
        }
        Class<?> result = method.getReturnType();
        if (result == Connection.class || Statement.class.isAssignableFrom(result)) {
            return fake(result);
        }
        if (result == boolean.class) {
            return false;
        }
        if (result == int.class) {
            return 0;
        }
        return result == String.class ? "the catalog" : null;
    }
}
