package io.agentmaintenance.spring;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Warns at the end of the start that this is a demo, with a line to paste into a shell. */
final class DemoNotice implements ApplicationListener<ApplicationReadyEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(DemoNotice.class);

    private final Environment environment;
    private final AgentMaintenanceProperties properties;

    DemoNotice(Environment environment, AgentMaintenanceProperties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (!properties.tokens().isEmpty()) {
            LOG.warn("This is a demo with scripted servers (agent-maintenance.demo).");
            return;
        }
        LOG.warn(
                "This is a demo with scripted servers, and with a token that everybody knows (agent-maintenance.demo). Try:"
                        + " curl -H 'X-Auth-Token: {}' '{}{}{}/v3/{}/agent-invocations'",
                Demo.TOKEN,
                host(),
                environment.getProperty("server.servlet.context-path", ""),
                properties.path(),
                Demo.PROJECT);
    }

    private String host() {
        String port = environment.getProperty("local.server.port");
        String scheme = environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.key-store")
                ? "https"
                : "http";
        return port == null ? "" : scheme + "://127.0.0.1:" + port;
    }
}
