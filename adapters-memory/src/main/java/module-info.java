/**
 * The in-memory adapters of Agent Maintenance.
 */
module io.agentmaintenance.adapter.memory {
    requires transitive io.agentmaintenance.core;
    requires static org.jspecify;

    exports io.agentmaintenance.adapter.memory;
}
