/**
 * The HTTP exposure of Agent Maintenance.
 */
module io.agentmaintenance.adapter.http {
    requires transitive io.agentmaintenance.core;
    // Not transitive: a host that does not use the servlet compiles without it.
    requires static jakarta.servlet;
    requires org.hibernate.validator;
    requires org.slf4j;
    requires tools.jackson.core;
    requires static org.jspecify;

    exports io.agentmaintenance.adapter.http;
}
