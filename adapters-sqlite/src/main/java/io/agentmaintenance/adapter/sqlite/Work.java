package io.agentmaintenance.adapter.sqlite;

import java.sql.SQLException;

/** Work in one transaction. */
@FunctionalInterface
interface Work<T> {
    T on(Session session) throws SQLException;
}
