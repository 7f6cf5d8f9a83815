/**
 * The SQLite adapters of Agent Maintenance. The scripts that create the tables are in the folder
 * {@code io/agentmaintenance/adapter/sqlite/migration} of the jar.
 */
module io.agentmaintenance.adapter.sqlite {
    requires transitive io.agentmaintenance.core;
    requires transitive java.sql;
    requires org.xerial.sqlitejdbc;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.agentmaintenance.adapter.sqlite;
}
