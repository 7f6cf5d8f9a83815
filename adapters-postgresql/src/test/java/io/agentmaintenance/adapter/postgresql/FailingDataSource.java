package io.agentmaintenance.adapter.postgresql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source that fails when a test sets that. */
final class FailingDataSource {
    private static final Set<String> STATEMENTS = Set.of("execute", "executeQuery", "executeUpdate");

    private final DataSource real;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String failure = "";
    private volatile boolean broken;

    FailingDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real);
    }

    void setBroken(boolean to) {
        broken = to;
    }

    /** Lets the next statements fail before they are sent. */
    void failNext(int times, String sqlState) {
        failure = sqlState;
        failures.set(times);
    }

    private <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (STATEMENTS.contains(method.getName())
                            && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new SQLException("simulated, with a value", failure);
                    }
                    if (broken && method.getName().equals("getConnection")) {
                        throw new SQLException("broken", "08006");
                    }
                    try {
                        Object result = method.invoke(target, arguments);
                        if (result instanceof Connection
                                && method.getName().equals("getConnection")
                                && target == real) {
                            return proxy(Connection.class, result);
                        }
                        return result instanceof PreparedStatement ? proxy(PreparedStatement.class, result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
