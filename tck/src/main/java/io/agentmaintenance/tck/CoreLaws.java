package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.VersionType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The effect of the laws on callers of the core: the real core over the repository, with simple other ports. */
abstract class CoreLaws extends RepositoryLaws {
    private static final int RUNNING = 20;

    private final SettableClock clock = SettableClock.at(Invocations.NOON);
    private final Map<InvocationId, Queue<InvocationChange>> announced = new ConcurrentHashMap<>();

    // Built before each test.
    @SuppressWarnings("NullAway.Init")
    private AgentMaintenance core;

    CoreLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @BeforeEach
    void buildCore() {
        Map<InstanceId, Instance> fleet =
                Instances.fleet(BATCH + 2).stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        AgentVersions versions =
                AgentVersions.of(List.of(new OfferedVersion(Invocations.TARGET, VersionType.BASIC_VERSION)));
        AtomicInteger ids = new AtomicInteger();
        core = AgentMaintenance.builder()
                .repository(repository)
                .directory((project, wanted) -> wanted.stream()
                        .filter(fleet::containsKey)
                        .collect(Collectors.toMap(Function.identity(), fleet::get, (one, same) -> one)))
                .catalog(project -> versions)
                .executor(reports -> new AcceptingExecutor())
                .ids(count -> IntStream.range(0, count)
                        .mapToObj(i -> InvocationId.of("task-" + ids.incrementAndGet()))
                        .toList())
                .clock(clock)
                .listener(new InvocationListener() {
                    @Override
                    public void changed(InvocationChange change) {
                        announced
                                .computeIfAbsent(change.after().id(), id -> new ConcurrentLinkedQueue<>())
                                .add(change);
                    }
                })
                .build();
    }

    @Test
    @DisplayName(
            "accepts one task for each of 100 servers that 64 threads request, and refuses all others in their positions")
    void refusesLostRacesInTheirPositions() {
        List<InstanceId> servers = servers(1, BATCH);
        List<InstanceId> backwards = new ArrayList<>(servers);
        Collections.reverse(backwards);

        List<BatchResult> results = Race.of(thread ->
                core.requests().create(InvocationRequest.install(PROJECT, thread % 2 == 0 ? servers : backwards)));

        Map<InstanceId, Invocation> winners = new HashMap<>();
        for (BatchResult result : results) {
            for (Invocation winner : result.accepted()) {
                assertThat(winners.put(winner.instanceId(), winner))
                        .as("another task accepted for %s", winner.instanceId())
                        .isNull();
            }
        }
        assertThat(winners.keySet()).containsExactlyInAnyOrderElementsOf(servers);
        for (int thread = 0; thread < Race.THREADS; thread++) {
            BatchResult result = results.get(thread);
            assertThat(result.outcomes())
                    .extracting(ItemOutcome::instanceId)
                    .containsExactlyElementsOf(thread % 2 == 0 ? servers : backwards);
            for (ItemOutcome.Refused lost : result.refused()) {
                assertThat(lost.refusal().reason()).isEqualTo(RefusalReason.TASK_IN_PROGRESS);
                Invocation winner = winners.get(lost.instanceId());
                assertThat(lost.refusal().message()).endsWith(": " + (winner == null ? "" : winner.id()) + ".");
            }
        }
        winners.values().forEach(this::assertStored);
    }

    @Test
    @DisplayName("notifies of each stored change once when 64 threads end the same tasks in four ways")
    void announcesWhatIsStored() {
        List<Invocation> tasks = core.requests()
                .create(InvocationRequest.install(PROJECT, servers(1, RUNNING)))
                .accepted();
        tasks.forEach(task -> core.reports().report(ExecutionReport.started(task, Invocations.WORKER)));
        clock.advance(Duration.ofMinutes(30));

        Race.of(thread -> {
            tasks.forEach(task -> end(task, thread));
            return thread;
        });

        for (Invocation task : tasks) {
            Invocation last = task;
            for (InvocationChange change : announced.getOrDefault(task.id(), new ConcurrentLinkedQueue<>()).stream()
                    .sorted((one, other) -> Integer.compare(
                            one.after().revision(), other.after().revision()))
                    .toList()) {
                assertThat(change.before())
                        .as("state before the announced change")
                        .isEqualTo(last);
                last = change.after();
            }
            MaintenanceAssertions.assertThat(last).isFinished();
            assertStored(last);
        }
    }

    @Test
    @DisplayName("refuses each item while the store is broken, starts none of them, and accepts them afterwards")
    void refusesWhileTheStoreIsBroken() {
        InvocationRequest request = InvocationRequest.install(PROJECT, servers(1, BATCH));
        Runnable repair = contract.breakStore().orElse(null);
        Assumptions.assumeTrue(repair != null, "the store cannot be broken");
        BatchResult refused;
        try {
            refused = core.requests().create(request);
        } finally {
            repair.run();
        }

        MaintenanceAssertions.assertThat(refused).hasAccepted(0).refuses(BATCH, RefusalReason.STORE_UNAVAILABLE);
        assertThat(listed()).isEmpty();
        BatchResult accepted = core.requests().create(request);
        MaintenanceAssertions.assertThat(accepted).acceptsAll();
        assertThat(listed()).hasSize(BATCH);
    }

    @Test
    @DisplayName("accepts 100 servers with as many round trips as 2")
    void acceptsWithAConstantNumberOfRoundTrips() {
        Assumptions.assumeTrue(contract.roundTrips().isPresent(), "the repository does not count round trips");
        long two = cost(BATCH + 1, BATCH + 2);

        assertThat(cost(1, BATCH)).as("round trips of a request for 100").isEqualTo(two);
    }

    private long cost(int from, int to) {
        long before = contract.roundTrips().orElse(0);
        BatchResult result = core.requests().create(InvocationRequest.install(PROJECT, servers(from, to)));
        long cost = contract.roundTrips().orElse(0) - before;
        MaintenanceAssertions.assertThat(result).hasAccepted(to - from + 1).acceptsAll();
        return cost;
    }

    private void end(Invocation task, int thread) {
        switch (thread % 4) {
            case 0 -> core.reports().report(ExecutionReport.succeeded(task));
            case 1 -> core.reports().report(ExecutionReport.failed(task, "Failed in thread " + thread));
            case 2 -> core.reports().report(ExecutionReport.canceled(task));
            default -> core.supervision().expireOverdue();
        }
    }

    private static List<InstanceId> servers(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(i -> InstanceId.of(String.format("web-%04d", i)))
                .toList();
    }
}
