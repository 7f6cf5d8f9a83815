/**
 * The core of Agent Maintenance: the domain, the use cases and the ports.
 */
module io.agentmaintenance.core {
    requires transitive io.vavr;
    requires transitive jakarta.validation;
    requires static transitive org.jspecify;

    exports io.agentmaintenance;
    exports io.agentmaintenance.domain;
    exports io.agentmaintenance.application.port.in;
    exports io.agentmaintenance.application.port.out;

    // The validation engine reads the fields of the commands.
    opens io.agentmaintenance.application.port.in;
}
