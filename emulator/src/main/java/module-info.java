/**
 * The parts of a local cloud: a scripted fleet and a stand-in for the identity service.
 */
module io.agentmaintenance.emulator {
    requires transitive io.agentmaintenance.adapter.http;
    requires transitive io.agentmaintenance.adapter.memory;
    requires com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports io.agentmaintenance.emulator;
    exports io.agentmaintenance.emulator.iam;
}
