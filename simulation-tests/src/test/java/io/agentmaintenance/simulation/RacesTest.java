package io.agentmaintenance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.Instances;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where cancel, completion and time-out race for a task,")
class RacesTest {
    private static final int BATCHES = 1000;
    private static final int TASKS = 100;

    private final ExecutorService threads = Executors.newFixedThreadPool(3);
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T00:00:00Z"));
    private final Map<InvocationId, ConcurrentLinkedQueue<InvocationChange>> told = new ConcurrentHashMap<>();

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    @DisplayName("a hundred thousand times, it comes to one end by one way, and each step is told once")
    void oneEnd() throws Exception {
        Map<InvocationStatus, Integer> ends = race(InMemoryInvocationRepository.keeping(TASKS), BATCHES);
        // All three have won some: otherwise there was no race.
        assertThat(ends.keySet())
                .containsExactlyInAnyOrder(
                        InvocationStatus.SUCCEEDED, InvocationStatus.CANCELED, InvocationStatus.TIMEOUT);
        assertThat(ends.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(BATCHES * TASKS);
    }

    @Test
    @DisplayName("a store that says it stored what it lost is found out")
    void twin() {
        InvocationRepository flawed = Flaw.SAYS_STORED_OF_A_LOST_UPDATE.in(InMemoryInvocationRepository.keeping(TASKS));
        assertThatThrownBy(() -> race(flawed, BATCHES)).isInstanceOf(AssertionError.class);
    }

    private Map<InvocationStatus, Integer> race(InvocationRepository store, int batches) throws Exception {
        AgentMaintenance maintenance = maintenance(store);
        List<InstanceId> servers = IntStream.range(0, TASKS)
                .mapToObj(i -> InstanceId.of("web-" + i))
                .toList();
        Map<InvocationStatus, Integer> ends = new HashMap<>();
        for (int batch = 0; batch < batches; batch++) {
            List<Invocation> tasks = maintenance
                    .requests()
                    .create(InvocationRequest.install(World.PROJECT, servers))
                    .accepted();
            assertThat(tasks).hasSize(TASKS);
            maintenance
                    .reports()
                    .report(tasks.stream().map(ExecutionReport::started).toList());
            clock.advance(Duration.ofMinutes(11));
            all(
                    () -> tasks.forEach(task -> maintenance.reports().report(ExecutionReport.succeeded(task))),
                    () -> tasks.forEach(task -> maintenance.cancellation().cancel(World.PROJECT, List.of(task.id()))),
                    () -> maintenance.supervision().expireOverdue());
            for (Invocation task : tasks) {
                ends.merge(end(maintenance, task), 1, Integer::sum);
            }
            told.clear();
        }
        return ends;
    }

    private void all(Runnable... racers) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (Runnable racer : racers) {
            running.add(threads.submit(racer));
        }
        for (Future<?> racer : running) {
            racer.get();
        }
    }

    /** The way by which the task ended, if what was told of it makes one way to where it is. */
    private InvocationStatus end(AgentMaintenance maintenance, Invocation task) {
        Invocation now =
                maintenance.invocations().find(World.PROJECT, task.id()).orElseThrow();
        List<InvocationChange> way = new ArrayList<>(told.get(task.id()));
        way.sort((a, b) -> Integer.compare(a.after().revision(), b.after().revision()));
        for (int i = 0; i < way.size(); i++) {
            assertThat(way.get(i).before())
                    .isEqualTo(i == 0 ? task : way.get(i - 1).after());
        }
        assertThat(way.get(way.size() - 1).after()).isEqualTo(now);
        assertThat(now.isActive()).isFalse();
        // A success that was reported after the time-out corrects it; nothing else comes after an end.
        assertThat(way).hasSize(now.progress().late() ? 3 : 2);
        return way.get(1).after().status();
    }

    private AgentMaintenance maintenance(InvocationRepository store) {
        return AgentMaintenance.builder()
                .repository(store)
                .directory((project, ids) -> {
                    Map<InstanceId, io.agentmaintenance.domain.Instance> found = new HashMap<>();
                    ids.forEach(id -> found.put(id, Instances.installable(id.value())));
                    return found;
                })
                .catalog(project -> AgentVersions.of(
                        List.of(new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION))))
                .executor(Obedient::new)
                .ids(count -> IntStream.range(0, count)
                        .mapToObj(i -> InvocationId.of(UUID.randomUUID().toString()))
                        .toList())
                .listener(new InvocationListener() {
                    @Override
                    public void changed(InvocationChange change) {
                        told.computeIfAbsent(change.after().id(), id -> new ConcurrentLinkedQueue<>())
                                .add(change);
                    }
                })
                .clock(clock)
                .build();
    }

    /** Stops at once whatever it is asked to stop. */
    private record Obedient(ReportExecutionUseCase reports) implements AgentExecutor {
        @Override
        public Set<InvocationId> start(List<Invocation> invocations) {
            return Set.of();
        }

        @Override
        public void cancel(List<Invocation> invocations) {
            reports.report(invocations.stream().map(ExecutionReport::canceled).toList());
        }
    }
}
