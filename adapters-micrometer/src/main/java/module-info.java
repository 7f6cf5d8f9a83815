/**
 * The metrics of Agent Maintenance, for Micrometer.
 */
module io.agentmaintenance.adapter.micrometer {
    requires transitive io.agentmaintenance.core;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports io.agentmaintenance.adapter.micrometer;
}
