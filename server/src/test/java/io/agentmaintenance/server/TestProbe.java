package io.agentmaintenance.server;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.SettableClock;

/** Probes for tests. */
final class TestProbe {
    private TestProbe() {}

    /** A probe that has found nothing wrong, and whose time stands still. */
    static HealthProbe up() {
        SettableClock clock = SettableClock.at(Invocations.NOON);
        HealthProbe probe =
                new HealthProbe(InMemoryInvocationRepository.withDefaults(), clock::instant, clock, () -> 0);
        probe.probe();
        return probe;
    }
}
