package io.agentmaintenance.tck;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Counts the round trips of an adapter to its database, so that a contract can check that a call costs a constant number of them:
 *
 * <pre>{@code
 * private final RoundTripCounter counter = RoundTripCounter.around(dataSource);
 *
 * protected InvocationRepository emptyRepository() {
 *     return new JdbcInvocationRepository(counter.dataSource());
 * }
 *
 * protected OptionalLong roundTrips() {
 *     return OptionalLong.of(counter.count());
 * }
 * }</pre>
 *
 * <p>A round trip is each execution of a statement, of a batch, or of all that was added to one, and each commit, rollback and savepoint. Not counted
 * are what a driver or a pool does by itself, and the fetching of further rows of a result. Thread-safe.
 */
public final class RoundTripCounter {
    private static final List<Class<?>> STATEMENTS =
            List.of(CallableStatement.class, PreparedStatement.class, Statement.class);

    private final AtomicLong roundTrips = new AtomicLong();
    private final DataSource counted;

    private RoundTripCounter(DataSource source) {
        counted = proxy(DataSource.class, (method, arguments) -> wrapped(call(source, method, arguments), null));
    }

    /**
     * {@return a counter that has counted nothing yet}
     *
     * @param source the source of connections to the database
     */
    public static RoundTripCounter around(DataSource source) {
        return new RoundTripCounter(source);
    }

    /** {@return the source of connections whose round trips are counted} */
    public DataSource dataSource() {
        return counted;
    }

    /** {@return the number of round trips so far, of all connections} */
    public long count() {
        return roundTrips.get();
    }

    private @Nullable Object wrapped(@Nullable Object result, @Nullable Connection connection) {
        if (result instanceof Connection found) {
            return connection == null ? counting(found) : connection;
        }
        for (Class<?> kind : STATEMENTS) {
            if (kind.isInstance(result) && connection != null) {
                return counting(kind, result, connection);
            }
        }
        return result;
    }

    private Connection counting(Connection connection) {
        Connection[] itself = new Connection[1];
        itself[0] = proxy(Connection.class, (method, arguments) -> {
            String name = method.getName();
            count(name.equals("commit") || name.equals("rollback") || name.endsWith("Savepoint"));
            return wrapped(call(connection, method, arguments), itself[0]);
        });
        return itself[0];
    }

    private Object counting(Class<?> kind, Object statement, Connection connection) {
        return proxy(kind, (method, arguments) -> {
            count(method.getName().startsWith("execute"));
            Object result = call(statement, method, arguments);
            return result instanceof Connection ? connection : result;
        });
    }

    private void count(boolean isRoundTrip) {
        if (isRoundTrip) {
            roundTrips.incrementAndGet();
        }
    }

    private interface Handler {
        @Nullable Object handle(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> kind, Handler handler) {
        InvocationHandler passing = (proxy, method, arguments) -> handler.handle(method, arguments);
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, passing));
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
