package io.agentmaintenance.server;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.micrometer.InvocationMetrics;
import io.agentmaintenance.adapter.micrometer.MaintenanceGauges;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/** The metrics of the server, for Prometheus: those of maintenance, and a few of Java. Thread-safe. */
final class ServerMetrics implements AutoCloseable {
    /** What the binders offer beyond that is left out, because each of them is a time series on each server. */
    private static final Set<String> OF_JAVA = Set.of(
            "jvm.memory.used",
            "jvm.memory.max",
            "jvm.gc.pause",
            "jvm.threads.live",
            "process.cpu.usage",
            "process.uptime",
            "system.cpu.count");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final InvocationListener listener;

    ServerMetrics() {
        registry.config()
                .meterFilter(MeterFilter.denyUnless(
                        id -> id.getName().startsWith("agent.maintenance.") || OF_JAVA.contains(id.getName())));
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        listener = new InvocationMetrics(registry);
    }

    /** {@return what counts the tasks} */
    InvocationListener listener() {
        return listener;
    }

    /** Shows from now on what a probe finds. */
    void show(HealthProbe probe) {
        new MaintenanceGauges(probe).bindTo(registry);
    }

    /** {@return all metrics, in the text format of Prometheus} */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
