package io.agentmaintenance.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.domain.AgentState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The gauges show")
class GaugesTest {
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final MeteredHost host = new MeteredHost(10, new InvocationMetrics(registry));
    private final AtomicReference<Instant> lastRun = new AtomicReference<>();
    private final HealthProbe probe = new HealthProbe(host.repository, lastRun::get, host.clock, host.clock::millis);

    private double value(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    @DisplayName("the active tasks of the store, and the time since supervision ran, as the probe found them")
    void showWhatTheProbeFound() {
        new MaintenanceGauges(probe).bindTo(registry);
        assertThat(value("agent.maintenance.tasks.active")).isNaN();
        assertThat(value("agent.maintenance.supervision.age")).isNaN();

        for (String server : new String[] {"a", "b", "c"}) {
            host.server(
                    server,
                    AgentState.notInstalled(),
                    AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(server.equals("a") ? 1 : 9)));
        }
        host.install("a", "b", "c");
        host.pass(Duration.ofSeconds(1));
        lastRun.set(host.clock.instant());
        probe.probe();
        host.clock.advance(Duration.ofMillis(1500));

        assertThat(value("agent.maintenance.tasks.active")).isEqualTo(2);
        assertThat(value("agent.maintenance.supervision.age")).isEqualTo(1.5);

        host.clock.advance(Duration.ofSeconds(2));
        assertThat(value("agent.maintenance.tasks.active"))
                .as("the store was not read any more")
                .isNaN();
    }

    @Test
    @DisplayName("their values also when nobody else keeps the probe")
    void keepTheProbe() {
        new MaintenanceGauges(probe()).bindTo(registry);
        System.gc();

        assertThat(value("agent.maintenance.tasks.active")).isZero();
    }

    private HealthProbe probe() {
        HealthProbe made = new HealthProbe(host.repository, lastRun::get, host.clock, host.clock::millis);
        made.probe();
        return made;
    }
}
