package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.HealthProbe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The gauges of what a {@link HealthProbe} has found last, so to read them never waits for the store:
 *
 * <ul>
 *   <li>{@code agent.maintenance.tasks.active}: the invocations that are PENDING or RUNNING in the whole store
 *   <li>{@code agent.maintenance.supervision.age}: the seconds since supervision last ran to its end
 * </ul>
 *
 * <p>A value that is not known is NaN. Nodes that share a store show the same numbers: take their maximum, not their sum. Thread-safe.
 */
public final class MaintenanceGauges implements MeterBinder {
    private static final double MILLIS = 1000;

    private final HealthProbe probe;

    /**
     * Makes the gauges.
     *
     * @param probe the probe, which the host calls from its scheduler
     */
    public MaintenanceGauges(HealthProbe probe) {
        this.probe = probe;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "agent.maintenance.tasks.active",
                        () -> active(probe.health().activeTasks()))
                .description("Tasks that are pending or running in the whole store; NaN if the store does not answer.")
                .register(registry);
        Gauge.builder(
                        "agent.maintenance.supervision.age",
                        () -> seconds(probe.health().supervisionAge()))
                .description("Time since overdue tasks were last looked for; NaN before the first time.")
                .baseUnit("seconds")
                .register(registry);
    }

    private static double active(@Nullable Long count) {
        return count == null ? Double.NaN : count;
    }

    private static double seconds(@Nullable Duration age) {
        return age == null ? Double.NaN : age.toMillis() / MILLIS;
    }
}
