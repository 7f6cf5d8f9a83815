package io.agentmaintenance.adapter.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections that remember their statements, and that fail when a test sets that. */
final class TestConnections {
    private static final Set<String> STATEMENTS = Set.of("executeQuery", "executeUpdate");
    private static final int NEVER = Integer.MAX_VALUE;

    private final Set<String> sql = ConcurrentHashMap.newKeySet();
    private final AtomicInteger untilFailure = new AtomicInteger(NEVER);
    private volatile String pragma = "";
    private volatile boolean broken;

    DataSource around(DataSource real) {
        return proxy(DataSource.class, real);
    }

    /** {@return the texts of all statements so far} */
    Set<String> sql() {
        return sql;
    }

    void setBroken(boolean to) {
        broken = to;
    }

    /** Lets one statement fail, after so many that do not. */
    void failAfter(int statements) {
        untilFailure.set(statements);
    }

    /** Runs a statement on each new connection. */
    void onOpening(String statement) {
        pragma = statement;
    }

    private void beforeStatement() throws SQLException {
        if (broken || untilFailure.getAndUpdate(left -> left == NEVER || left == 0 ? NEVER : left - 1) == 0) {
            throw new SQLException("simulated, with a value", null, 10);
        }
    }

    private Object wrapped(Object result) throws SQLException {
        if (result instanceof Connection connection) {
            if (!pragma.isEmpty()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(pragma);
                }
            }
            return proxy(Connection.class, connection);
        }
        return result instanceof PreparedStatement statement ? proxy(PreparedStatement.class, statement) : result;
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (STATEMENTS.contains(method.getName())) {
                        beforeStatement();
                    }
                    if (method.getName().equals("prepareStatement")) {
                        sql.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        boolean isOpened =
                                Set.of("getConnection", "prepareStatement").contains(method.getName())
                                        && !(target instanceof PreparedStatement);
                        return isOpened ? wrapped(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
