package com.example.platform;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.Health;
import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.micrometer.InvocationMetrics;
import io.agentmaintenance.adapter.micrometer.MaintenanceGauges;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A host that is observed: its metrics are in a registry of Micrometer, and it knows whether it is healthy. */
final class ObservedHost {
    private static final Logger LOG = Logger.getLogger("host");

    private final AtomicReference<Instant> lastSupervision = new AtomicReference<>();
    private final AgentMaintenance maintenance;
    private final HealthProbe probe;
    private final Clock clock;

    ObservedHost(AgentMaintenance.Builder ports, InvocationRepository repository, Clock clock, MeterRegistry registry) {
        ElapsedTime elapsed = () -> System.nanoTime() / 1_000_000;
        this.clock = clock;
        maintenance = ports.repository(repository)
                .clock(clock, elapsed)
                .listener(new InvocationMetrics(registry)) // withProjectTag(registry): one more tag
                .build();
        probe = new HealthProbe(repository, lastSupervision::get, clock, elapsed);
        new MaintenanceGauges(probe).bindTo(registry);
    }

    /** Returns what to cancel at the end. The probe has a thread of its own, because it waits for the store. */
    List<ScheduledFuture<?>> start(ScheduledExecutorService scheduler, ScheduledExecutorService ofProbe) {
        return List.of(
                scheduler.scheduleWithFixedDelay(this::supervise, 0, 2, TimeUnit.SECONDS),
                ofProbe.scheduleWithFixedDelay(probe::probe, 0, 1, TimeUnit.SECONDS));
    }

    /** Answers at once, on any thread, for the health check of the host. */
    Health health() {
        return probe.health();
    }

    AgentMaintenance maintenance() {
        return maintenance;
    }

    private void supervise() {
        try {
            maintenance.supervision().expireOverdue();
            lastSupervision.set(clock.instant());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "supervision failed", e);
        }
    }
}
