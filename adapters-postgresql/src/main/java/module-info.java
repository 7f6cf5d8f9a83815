/**
 * The PostgreSQL adapters of Agent Maintenance. The scripts that create the tables are in the folder
 * {@code io/agentmaintenance/adapter/postgresql/migration} of the jar.
 */
@SuppressWarnings("opens") // The package has scripts and no class.
module io.agentmaintenance.adapter.postgresql {
    requires transitive io.agentmaintenance.core;
    requires transitive java.sql;
    requires org.slf4j;
    requires static org.jspecify;

    exports io.agentmaintenance.adapter.postgresql;

    // A migration tool reads the scripts.
    opens io.agentmaintenance.adapter.postgresql.migration;
}
