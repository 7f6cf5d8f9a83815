package io.agentmaintenance.adapter.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a connection that commits each statement by itself. Must be repeatable. */
@FunctionalInterface
interface Work<T> {
    T on(Connection connection) throws SQLException;
}
