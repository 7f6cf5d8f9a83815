package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.Invocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two services on one database, whose machines have clocks six minutes apart,")
class TwoServicesTest {
    private static final Duration APART = Duration.ofMinutes(6);
    private static final Duration PICK_UP = TimeLimits.standard().pickUp();
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final int TASKS = 200;

    private final Map<InvocationId, Queue<String>> begun = new ConcurrentHashMap<>();
    private TestStore store;
    private Node punctual;
    private Node ahead;

    @BeforeEach
    void startBoth() {
        store = TestStore.withAutoCommit(true);
        punctual = new Node("punctual", store.ofAnotherNode(Clock.systemUTC()));
        ahead = new Node("ahead", store.ofAnotherNode(Clock.offset(Clock.systemUTC(), APART)));
    }

    @AfterEach
    void stopBoth() {
        store.close();
    }

    @Test
    @DisplayName("end nothing early that either of them has accepted or begun")
    void endNothingEarly() {
        List<Invocation> accepted = new ArrayList<>(punctual.accept("web-punctual"));
        accepted.addAll(ahead.accept("web-ahead"));
        assertThat(punctual.core.supervision().expireOverdue()).isZero();
        assertThat(ahead.core.supervision().expireOverdue()).isZero();

        punctual.carryOut();
        ahead.carryOut();
        assertThat(punctual.core.supervision().expireOverdue()).isZero();
        assertThat(ahead.core.supervision().expireOverdue()).isZero();

        assertThat(statuses(accepted)).containsOnly(InvocationStatus.RUNNING);
    }

    @Test
    @DisplayName("end what is overdue by the time of the database, each task once, and nothing else")
    void endWhatIsOverdue() throws Exception {
        List<Invocation> overdue = given("overdue", PICK_UP.plusSeconds(1));
        List<Invocation> young = given("young", PICK_UP.minusMinutes(2));

        List<Integer> ended = atOnce(
                () -> punctual.core.supervision().expireOverdue(),
                () -> ahead.core.supervision().expireOverdue());

        assertThat(ended.get(0) + ended.get(1)).isEqualTo(TASKS);
        assertThat(statuses(overdue)).containsOnly(InvocationStatus.TIMEOUT);
        assertThat(statuses(young)).containsOnly(InvocationStatus.PENDING);
    }

    @Test
    @DisplayName(
            "begin each PENDING task once that both hand over again, and leave alone what is younger than half a minute")
    void beginEachOnce() throws Exception {
        List<Invocation> old = given("old", HALF_A_MINUTE.plusSeconds(1));
        List<Invocation> young = given("young", Duration.ZERO);

        atOnce(punctual::resumeAndCarryOut, ahead::resumeAndCarryOut);
        atOnce(punctual::resumeAndCarryOut, ahead::resumeAndCarryOut);

        assertThat(begun.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        old.stream().map(Invocation::id).toList());
        assertThat(begun.values()).allSatisfy(nodes -> assertThat(nodes).hasSize(1));
        assertThat(statuses(old)).containsOnly(InvocationStatus.RUNNING);
        assertThat(statuses(young)).containsOnly(InvocationStatus.PENDING);
    }

    /** A service with an executor that begins each task once, as its contract demands. */
    private final class Node {
        private final String name;
        private final AgentMaintenance core;
        private final Set<InvocationId> known = ConcurrentHashMap.newKeySet();
        private final Queue<Invocation> waiting = new ConcurrentLinkedQueue<>();

        Node(String name, PostgresStore store) {
            this.name = name;
            core = Services.builder(store.repository(), store.clock())
                    .executor(Services.executor(invocations -> {
                        invocations.stream()
                                .filter(task -> known.add(task.id()))
                                .forEach(waiting::add);
                        return Set.of();
                    }))
                    .build();
        }

        List<Invocation> accept(String server) {
            List<InstanceId> servers = IntStream.range(0, 100)
                    .mapToObj(i -> InstanceId.of(server + "-" + i))
                    .toList();
            return core.requests()
                    .create(InvocationRequest.install(PROJECT, servers))
                    .accepted();
        }

        int resumeAndCarryOut() {
            int handedOver = core.supervision().resumePending(HALF_A_MINUTE);
            carryOut();
            return handedOver;
        }

        void carryOut() {
            for (Invocation task = waiting.poll(); task != null; task = waiting.poll()) {
                ReportOutcome answer = core.reports().report(ExecutionReport.started(task, new Worker(name, 1)));
                if (answer == ReportOutcome.APPLIED || answer == ReportOutcome.REPEATED) {
                    begun.computeIfAbsent(task.id(), id -> new ConcurrentLinkedQueue<>())
                            .add(name);
                }
            }
        }
    }

    /** Tasks that were accepted some time ago and not handed over. */
    private List<Invocation> given(String prefix, Duration age) {
        Instant createdAt = store.store().clock().instant().minus(age).truncatedTo(ChronoUnit.MILLIS);
        InvocationRepository repository = store.store().repository();
        List<Invocation> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            String id = prefix + "-" + i;
            tasks.add(Invocations.invocation(id, id).createdAt(createdAt).build());
        }
        for (int from = 0; from < TASKS; from += 100) {
            repository.insert(
                    PROJECT,
                    tasks.subList(from, from + 100).stream().map(Tasks::first).toList());
        }
        return tasks;
    }

    private List<InvocationStatus> statuses(List<Invocation> tasks) {
        List<InvocationId> ids = tasks.stream().map(Invocation::id).toList();
        List<InvocationStatus> statuses = store.store().repository().findAll(PROJECT, ids).values().stream()
                .map(Invocation::status)
                .toList();
        assertThat(statuses).hasSameSizeAs(tasks);
        return statuses;
    }

    private static List<Integer> atOnce(Turn one, Turn other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CountDownLatch ready = new CountDownLatch(2);
        List<Future<Integer>> results = new ArrayList<>();
        for (Turn turn : List.of(one, other)) {
            results.add(threads.submit(() -> {
                ready.countDown();
                ready.await();
                return turn.take();
            }));
        }
        threads.shutdown();
        return List.of(results.get(0).get(60, TimeUnit.SECONDS), results.get(1).get(60, TimeUnit.SECONDS));
    }

    /** One turn of a service; returns how many tasks it has dealt with. */
    @FunctionalInterface
    private interface Turn {
        int take();
    }
}
