package io.agentmaintenance.spring;

import io.agentmaintenance.HealthProbe;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * UP if the store answers and supervision runs. Answers at once, also while the store does not answer. The details have no secrets.
 *
 * @param probe knows the state
 */
record MaintenanceHealthIndicator(HealthProbe probe) implements HealthIndicator {
    @Override
    public Health health() {
        io.agentmaintenance.Health found = probe.health();
        Health.Builder health = found.isUp() ? Health.up() : Health.down();
        if (!found.isUp()) {
            health.withDetail("problems", found.problems());
        }
        Long active = found.activeTasks();
        if (active != null) {
            health.withDetail("activeTasks", active);
        }
        Duration age = found.supervisionAge();
        if (age != null) {
            health.withDetail("supervisionAge", age.toString());
        }
        return health.build();
    }
}
