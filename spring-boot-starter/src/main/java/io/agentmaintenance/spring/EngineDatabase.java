package io.agentmaintenance.spring;

import javax.sql.DataSource;

/**
 * The database in which a store has the table of the engine db-scheduler.
 *
 * @param dataSource its connections
 * @param table the table, with its schema if there is one
 */
record EngineDatabase(DataSource dataSource, String table) {}
