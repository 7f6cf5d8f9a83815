package io.agentmaintenance.spring;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Supervision;
import io.agentmaintenance.spring.PeriodicTasks.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** The periodic work, and the probe of health. */
@AutoConfiguration(after = AgentMaintenanceAutoConfiguration.class)
@ConditionalOnMaintenanceEnabled
@EnableConfigurationProperties(AgentMaintenanceProperties.class)
class SupervisionAutoConfiguration {
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final Duration RETRY_EVERY = Duration.ofSeconds(5);

    @Bean
    @ConditionalOnMissingBean
    Upkeep agentMaintenanceUpkeep(
            AgentMaintenance maintenance,
            ObjectProvider<Journal> journals,
            ObjectProvider<CountFolding> counts,
            MaintenanceTime time,
            AgentMaintenanceProperties properties) {
        return new Upkeep(
                maintenance.supervision(),
                journals.getIfAvailable(),
                counts.getIfAvailable(),
                time.clock(),
                properties.retention());
    }

    @Bean
    @ConditionalOnMissingBean
    LastSupervision agentMaintenanceLastSupervision(Upkeep upkeep) {
        return upkeep::lastSupervision;
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(IsProbed.class)
    HealthProbe agentMaintenanceHealthProbe(
            InvocationRepository repository, LastSupervision lastSupervision, MaintenanceTime time) {
        return new HealthProbe(repository, lastSupervision::time, time.clock(), time.elapsed());
    }

    @Bean
    @ConditionalOnMissingBean
    PeriodicTasks agentMaintenancePeriodicTasks(
            Upkeep upkeep,
            ObjectProvider<HealthProbe> probes,
            ObjectProvider<InMemoryAgentExecutor> queues,
            ObjectProvider<SharedSupervision> shared,
            ObjectProvider<CountFolding> counts,
            AgentMaintenanceProperties properties) {
        List<Task> tasks = new ArrayList<>();
        probes.ifAvailable(probe -> tasks.add(new Task("probe of health", PROBE_EVERY, false, probe::probe)));
        queues.ifAvailable(queue -> {
            Runnable resume = once(upkeep::resumeAfterStart);
            tasks.add(new Task("work in memory", properties.supervision().workEvery(), true, queue::runDue));
            tasks.add(new Task("resumption of the work of the last process", RETRY_EVERY, false, resume));
        });
        if (shared.getIfAvailable() == null) {
            Supervision settings = properties.supervision();
            tasks.add(new Task("end of overdue tasks", settings.expireEvery(), false, upkeep::expireOverdue));
            tasks.add(new Task("hand-over of pending tasks", settings.resumeEvery(), true, upkeep::resumePending));
            tasks.add(new Task("forgetting of old tasks", PeriodicTasks.FORGET_EVERY, true, upkeep::forgetOld));
            counts.ifAvailable(
                    folding -> tasks.add(new Task("sum of counts", PeriodicTasks.FOLD_EVERY, true, folding::fold)));
        }
        return new PeriodicTasks(tasks);
    }

    /** {@return work that does nothing more after it has succeeded} */
    private static Runnable once(Runnable work) {
        boolean[] isDone = {false};
        return () -> {
            if (!isDone[0]) {
                work.run();
                isDone[0] = true;
            }
        };
    }

    /** The probe reads the store every second, so it is made only if somebody may ask for health or metrics. */
    static final class IsProbed extends AnyNestedCondition {
        IsProbed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        /** Health. */
        @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
        static final class ByHealth {}

        /** Metrics. */
        @ConditionalOnClass(name = "io.micrometer.core.instrument.MeterRegistry")
        static final class ByMetrics {}
    }
}
