package io.agentmaintenance.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.tck.Invocations;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time series in Prometheus")
class SeriesTest {
    private static final int MOST_SERIES = 200;
    private static final int REQUESTS = 10_000;
    private static final int SERVERS = 400;
    private static final String ITEMS = "agent.maintenance.items";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final InvocationMetrics metrics = new InvocationMetrics(registry);
    private final MeteredHost host = new MeteredHost(60, metrics);
    private final SplittableRandom random = new SplittableRandom(20261201);
    private final List<InvocationId> tasks = new ArrayList<>();

    private List<String> series() {
        return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private long items(String outcome) {
        return registry.get(ITEMS).tag("outcome", outcome).counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    private long ends(String... tags) {
        return registry.get("agent.maintenance.tasks.ended").tags(tags).counters().stream()
                .mapToLong(counter -> (long) counter.count())
                .sum();
    }

    @Test
    @DisplayName(
            "are at most 200 after 10,000 random requests, and their sums are those of the answers and of the store")
    void areFew() {
        new MaintenanceGauges(new HealthProbe(host.repository, () -> null, host.clock, host.clock::millis))
                .bindTo(registry);
        openFleet();
        long accepted = 0;
        long refused = 0;
        for (int i = 0; i < REQUESTS; i++) {
            BatchResult answer = host.core.requests().create(request());
            accepted += answer.acceptedCount();
            refused += answer.refused().size();
            answer.accepted().forEach(task -> tasks.add(task.id()));
            meanwhile();
        }

        assertThat(series()).hasSizeBetween(60, MOST_SERIES);
        assertThat(items("accepted") - items("withdrawn")).isEqualTo(accepted);
        assertThat(items("refused")).isEqualTo(refused);
        assertThat(items("withdrawn")).isPositive();
        List<InvocationCount> stored = host.repository.counts(null);
        long firstEnds = ends("late", "false") - ends("status", "ROLLBACKED");
        assertThat(accepted - firstEnds)
                .isEqualTo(stored.stream()
                        .filter(count -> count.status().isActive())
                        .mapToLong(InvocationCount::count)
                        .sum());
        for (InvocationStatus status : InvocationStatus.values()) {
            if (!status.isActive()) {
                assertThat(ends("status", status.name())).as("%s", status).isPositive();
            }
        }
        assertThat(ends("status", "ROLLBACKED"))
                .isEqualTo(stored.stream()
                        .filter(count -> count.status() == InvocationStatus.ROLLBACKED)
                        .mapToLong(InvocationCount::count)
                        .sum());
        assertThat(ends("late", "true")).isPositive();
    }

    @Test
    @DisplayName("are less than 200 even if every type is refused for every reason")
    void areBounded() {
        for (InvocationType type : InvocationType.values()) {
            for (RefusalReason reason : RefusalReason.values()) {
                metrics.refused(
                        MeteredHost.PROJECT,
                        type,
                        new ItemOutcome.Refused(InstanceId.of("a"), null, new Refusal(reason, "any")));
            }
        }
        for (InvocationStatus status : InvocationStatus.values()) {
            Invocations.path(Invocations.install("t-" + status, "a"), status).forEach(metrics::changed);
        }

        assertThat(series()).hasSizeBetween(150, MOST_SERIES);
    }

    private void openFleet() {
        Duration second = Duration.ofSeconds(1);
        AgentBehavior good = AgentBehavior.succeedAfter(second, second);
        AgentBehavior[] behaviors = {
            good,
            good,
            AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO),
            AgentBehavior.failAfter(second, second, "The disk is full."),
            AgentBehavior.failTimes(1, AgentBehavior.failAfter(second, second, "Once."), good),
            AgentBehavior.hang(second),
            AgentBehavior.neverPickedUp(),
            AgentBehavior.succeedSilently(second, second),
            AgentBehavior.succeedAfter(second, Duration.ofMinutes(11))
        };
        AgentState[] agents = {
            AgentState.notInstalled(),
            AgentState.running(MeteredHost.OLD),
            AgentState.running(MeteredHost.NEW),
            new AgentState(AgentStatus.STOPPED, MeteredHost.OLD),
            new AgentState(AgentStatus.FAULT, MeteredHost.OLD)
        };
        for (int i = 0; i < SERVERS; i++) {
            host.server(server(i), agents[i % agents.length], behaviors[i % behaviors.length]);
            if (i % 20 < 3) {
                host.fleet.set(MeteredHost.PROJECT, InstanceId.of(server(i)), uniAgent(i % 20));
            }
        }
    }

    private static UniAgentStatus uniAgent(int number) {
        UniAgentStatus[] all = UniAgentStatus.values();
        return all[number % all.length];
    }

    private static String server(int number) {
        return "s-" + number;
    }

    private InvocationRequest request() {
        int size = random.nextInt(1, 6);
        return switch (random.nextInt(tasks.isEmpty() ? 2 : 4)) {
            case 0 -> new InvocationRequest.Install(MeteredHost.PROJECT, servers(size), wish(), null);
            case 1 -> new InvocationRequest.Update(MeteredHost.PROJECT, servers(size), wish(), null);
            case 2 -> new InvocationRequest.Rollback(MeteredHost.PROJECT, earlier(size), null);
            default -> new InvocationRequest.Retry(MeteredHost.PROJECT, earlier(size), null);
        };
    }

    private List<InstanceId> servers(int size) {
        // Some are not there.
        return IntStream.range(0, size)
                .mapToObj(i -> InstanceId.of(server(random.nextInt(SERVERS + 5))))
                .toList();
    }

    private List<InvocationId> earlier(int size) {
        int recent = Math.min(tasks.size(), 500);
        return IntStream.range(0, size)
                .mapToObj(i -> tasks.get(tasks.size() - 1 - random.nextInt(recent)))
                .toList();
    }

    private VersionWish wish() {
        return switch (random.nextInt(4)) {
            case 0 -> VersionWish.newest(VersionType.ADVANCE_VERSION);
            case 1 -> VersionWish.exactly(MeteredHost.OLD);
            default -> VersionWish.any();
        };
    }

    private void meanwhile() {
        switch (random.nextInt(10)) {
            case 0 -> host.pass(Duration.ofMillis(random.nextInt(3000)));
            case 1 -> {
                if (!tasks.isEmpty()) {
                    host.core.cancellation().cancel(MeteredHost.PROJECT, earlier(1));
                }
            }
            case 2 -> {
                if (random.nextInt(30) == 0) {
                    // Some work ends after its time-out.
                    host.clock.advance(Duration.ofMinutes(12));
                    host.core.supervision().expireOverdue();
                    host.executor.runDue();
                }
            }
            default -> host.executor.runDue();
        }
    }
}
