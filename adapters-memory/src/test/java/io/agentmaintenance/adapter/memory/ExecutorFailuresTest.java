package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The in-memory executor loses no work and no room:")
class ExecutorFailuresTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final String BROKEN = "broken by the test";
    private static final long MAX_WAIT_SECONDS = 30;

    @RegisterExtension
    private final UncaughtFailureRecorder uncaught = UncaughtFailureRecorder.ofUnplanned();

    private final FailingClock clock = new FailingClock();
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final FailingTransport transport = new FailingTransport(fleet.transport(clock));
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(transport, clock, 3);
    private final FailingListener listener = new FailingListener();
    private final Semaphore succeeded = new Semaphore(0);
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(
                    List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .listener(listener)
            .listener(releasing(succeeded))
            .build();

    @BeforeEach
    void threeServers() {
        for (String server : List.of("s1", "s2", "s3", "s4", "s5", "s6")) {
            fleet.add(
                    PROJECT,
                    new Instance(
                            InstanceProfile.ecs(InstanceId.of(server)),
                            UniAgentStatus.RUNNING,
                            AgentState.notInstalled()),
                    AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(1)));
        }
    }

    static Stream<Supplier<Throwable>> throwables() {
        return Stream.of(
                () -> new IllegalStateException(BROKEN),
                () -> new PortException(BROKEN, null),
                () -> new AssertionError(BROKEN),
                () -> new NoClassDefFoundError(BROKEN),
                () -> new StackOverflowError(BROKEN));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    @DisplayName("if the report of an end throws once, it is sent again and the room is freed")
    void reportsAnEndAgain(Supplier<Throwable> failure) {
        executor.reportingTo(throwingOnce(Event.SUCCEEDED, failure));
        install("s1", "s2", "s3");
        aSecondLater();
        assertThat(uncaught.take()).hasSize(1).allMatch(ExecutorFailuresTest::isPlanned);

        aSecondLater();

        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    @DisplayName("if the report of a start throws once, the work begins a second later")
    void reportsAStartAgain(Supplier<Throwable> failure) {
        executor.reportingTo(throwingOnce(Event.STARTED, failure));
        install("s1", "s2", "s3");

        aSecondLater();
        aSecondLater();

        assertThat(uncaught.take()).hasSize(1).allMatch(ExecutorFailuresTest::isPlanned);
        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @Test
    @DisplayName("if the report of one task always throws, others of the same turn begin, end and free their room")
    void isNotHeldBackByOneReport() {
        install("s1", "s2", "s3");
        InvocationId failing = idOn("s2");
        executor.reportingTo(reports -> {
            if (reports.stream().anyMatch(report -> report.invocation().equals(failing))) {
                throw new PortException(BROKEN, null);
            }
            return maintenance.reports().report(reports);
        });
        for (int i = 0; i < 5; i++) {
            aSecondLater();
        }

        assertThat(uncaught.take()).isNotEmpty().allMatch(ExecutorFailuresTest::isPlanned);
        assertThat(statuses())
                .containsExactlyInAnyOrder(
                        InvocationStatus.SUCCEEDED, InvocationStatus.RUNNING, InvocationStatus.SUCCEEDED);
        assertThat(executor.start(List.of(task("s4"), task("s5"), task("s6"))))
                .as("room for two")
                .hasSize(1);
    }

    static Stream<@Nullable List<ReportOutcome>> brokenAnswers() {
        return Stream.of(
                null, List.of(), Collections.nCopies(4, ReportOutcome.APPLIED), Arrays.asList(null, null, null));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    @DisplayName("if the answer to reports is not a list of outcomes, the reports are sent again")
    void deliversAgainAfterABrokenAnswer(@Nullable List<ReportOutcome> answer) {
        boolean[] done = {false};
        executor.reportingTo(reports -> {
            List<ReportOutcome> outcomes = maintenance.reports().report(reports);
            if (!done[0] && reports.get(0).event() == Event.SUCCEEDED) {
                done[0] = true;
                return answer;
            }
            return outcomes;
        });
        install("s1", "s2", "s3");
        aSecondLater();
        aSecondLater();

        assertThat(uncaught.take())
                .hasSize(1)
                .hasOnlyElementsOfTypes(NullPointerException.class, IllegalStateException.class);
        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOK", "BEGIN"})
    @DisplayName("if a call of the transport fails for one server, the others continue, and so does this one later")
    void triesAServerAgain(TransportCall call) {
        for (Supplier<Throwable> failure : throwables().toList()) {
            transport.fail(call, InstanceId.of("s2"), failure);
            String before = "the task of s2 for " + failure.get();
            install("s1", "s2", "s3");
            aSecondLater();
            assertThat(maintenance.invocations().find(InvocationQuery.newest(PROJECT)).invocations().stream()
                            .limit(3)
                            .filter(task -> !task.instanceId().value().equals("s2"))
                            .map(Invocation::status))
                    .as(before)
                    .containsOnly(InvocationStatus.SUCCEEDED);

            for (int i = 0; i < 20; i++) {
                aSecondLater();
            }

            assertThat(statuses()).as(before).containsOnly(InvocationStatus.SUCCEEDED);
            // What the port documents is expected and tried again in silence.
            assertThat(uncaught.take())
                    .as(before)
                    .hasSize(failure.get() instanceof PortException ? 0 : 1)
                    .allMatch(ExecutorFailuresTest::isPlanned);
            threeServersAreReset();
        }
        assertHasRoomForThree();
    }

    @Test
    @DisplayName("if the transport returns null, it is called again")
    void triesAgainAfterNull() {
        transport.returnNull = true;
        install("s1", "s2", "s3");
        transport.returnNull = false;
        for (int i = 0; i < 5; i++) {
            aSecondLater();
        }

        assertThat(uncaught.take()).hasSize(3).hasOnlyElementsOfType(NullPointerException.class);
        assertAllSucceeded(3);
    }

    @Test
    @DisplayName("if the clock throws in the middle of a turn, all work is done later")
    void survivesAClockThatThrows() {
        transport.atLook = () -> clock.broken = true;
        install("s1", "s2", "s3");
        transport.atLook = () -> {};
        executor.runDue();
        assertThat(uncaught.take()).isNotEmpty().allMatch(ExecutorFailuresTest::isPlanned);
        clock.broken = false;
        for (int i = 0; i < 5; i++) {
            aSecondLater();
        }

        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    @DisplayName("if one server cannot be stopped, other tasks are CANCELED, and this one is reported as not passed on")
    void stopsTheTasksOfOtherServers(Supplier<Throwable> failure) {
        install("s1", "s2", "s3");
        transport.fail(TransportCall.STOP, InstanceId.of("s2"), failure);

        List<InvocationId> ids = List.of(idOn("s1"), idOn("s2"), idOn("s3"));
        assertThat(maintenance.cancellation().cancel(PROJECT, ids))
                .containsExactly(CancelOutcome.CANCELED, CancelOutcome.NOT_PASSED_ON, CancelOutcome.CANCELED);
        assertThat(uncaught.take()).hasSize(1).allMatch(ExecutorFailuresTest::isPlanned);
        assertThat(statuses())
                .containsExactlyInAnyOrder(
                        InvocationStatus.CANCELED, InvocationStatus.RUNNING, InvocationStatus.CANCELED);

        aSecondLater();
        assertThat(statuses()).contains(InvocationStatus.SUCCEEDED);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    @DisplayName(
            "if a listener throws within a turn of the loop, later turns still run, and the exception is reported once")
    void makesEveryTurn(Supplier<Throwable> failure) throws Exception {
        ScheduledExecutorService scheduler = scheduler(null);
        AutoCloseable turns = executor.runEvery(scheduler, Duration.ofMillis(1));
        try {
            install("s1", "s2", "s3");
            listener.failure = failure;
            clock.advance(Duration.ofSeconds(1));
            awaitMoreSucceeded(3, scheduler);
            install("s4", "s5", "s6");
            clock.advance(Duration.ofSeconds(1));
            awaitMoreSucceeded(3, scheduler);
        } finally {
            turns.close();
            scheduler.shutdownNow();
        }
        assertThat(uncaught.take()).hasSize(1).allMatch(ExecutorFailuresTest::isPlanned);
    }

    @Test
    @DisplayName("if a turn throws and the handler of uncaught exceptions throws as well, later turns still run")
    void survivesAHandlerThatThrows() throws Exception {
        CountDownLatch reported = new CountDownLatch(3);
        ScheduledExecutorService scheduler = scheduler((thread, e) -> {
            reported.countDown();
            throw new AssertionError("the handler is broken, too");
        });
        clock.broken = true;
        AutoCloseable turns = executor.runEvery(scheduler, Duration.ofMillis(1));
        try {
            assertThat(reported.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            clock.broken = false;
            install("s1");
            clock.advance(Duration.ofSeconds(1));
            awaitMoreSucceeded(1, scheduler);
        } finally {
            turns.close();
            scheduler.shutdownNow();
        }
    }

    private static ScheduledExecutorService scheduler(Thread.@Nullable UncaughtExceptionHandler handler) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "turns");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(handler);
            return thread;
        });
    }

    /** A listener that releases a permit for each task that becomes SUCCEEDED. */
    private static InvocationListener releasing(Semaphore succeeded) {
        return new InvocationListener() {
            @Override
            public void changed(InvocationChange change) {
                if (change.after().status() == InvocationStatus.SUCCEEDED) {
                    succeeded.release();
                }
            }
        };
    }

    /** Whether a failure, or a cause of it, was thrown by this test. */
    private static boolean isPlanned(Throwable failure) {
        Throwable cause = failure.getCause();
        return BROKEN.equals(failure.getMessage()) || (cause != null && isPlanned(cause));
    }

    private ReportExecutionUseCase throwingOnce(Event event, Supplier<Throwable> failure) {
        boolean[] done = {false};
        return reports -> {
            if (!done[0] && reports.get(0).event() == event) {
                done[0] = true;
                throwUnchecked(failure.get());
            }
            return maintenance.reports().report(reports);
        };
    }

    private void install(String... servers) {
        assertThat(maintenance
                        .requests()
                        .create(InvocationRequest.install(
                                PROJECT,
                                Arrays.stream(servers).map(InstanceId::of).toList()))
                        .acceptedCount())
                .isEqualTo(servers.length);
    }

    private void threeServersAreReset() {
        for (String server : List.of("s1", "s2", "s3")) {
            fleet.set(PROJECT, InstanceId.of(server), AgentState.notInstalled());
        }
    }

    private InvocationId idOn(String server) {
        return maintenance.invocations().find(InvocationQuery.newest(PROJECT)).invocations().stream()
                .filter(task -> task.instanceId().value().equals(server))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Invocation task(String server) {
        return Tasks.in(PROJECT, "x-" + server, server, InvocationType.INSTALL, InstanceType.ECS, Tasks.START);
    }

    private void aSecondLater() {
        clock.advance(Duration.ofSeconds(1));
        executor.runDue();
    }

    private List<InvocationStatus> statuses() {
        return maintenance.invocations().find(InvocationQuery.newest(PROJECT)).invocations().stream()
                .map(Invocation::status)
                .toList();
    }

    private void assertAllSucceeded(int count) {
        assertThat(statuses()).hasSize(count).containsOnly(InvocationStatus.SUCCEEDED);
    }

    /** Waits until some more tasks are SUCCEEDED and the turn of that is over. The time is only a bound for a broken executor. */
    private void awaitMoreSucceeded(int count, ScheduledExecutorService scheduler) throws Exception {
        assertThat(succeeded.tryAcquire(count, MAX_WAIT_SECONDS, TimeUnit.SECONDS))
                .as("%d more tasks are SUCCEEDED within %d s, all: %s", count, MAX_WAIT_SECONDS, statuses())
                .isTrue();
        // The scheduler has one thread, which runs this after the turn.
        scheduler.submit(() -> {}).get(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private void assertHasRoomForThree() {
        assertThat(executor.start(List.of(task("s4"), task("s5"), task("s6")))).isEmpty();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void throwAs(Throwable failure) throws T {
        throw (T) failure;
    }

    private static void throwUnchecked(Throwable failure) {
        ExecutorFailuresTest.<RuntimeException>throwAs(failure);
    }

    /** The calls of a transport. */
    enum TransportCall {
        LOOK,
        BEGIN,
        STOP
    }

    /** Fails once, for one server. */
    private static final class FailingTransport implements AgentTransport {
        private final AgentTransport real;
        private Runnable atLook = () -> {};
        private boolean returnNull;
        private @Nullable TransportCall call;
        private @Nullable InstanceId server;
        private Supplier<Throwable> failure = AssertionError::new;

        FailingTransport(AgentTransport real) {
            this.real = real;
        }

        void fail(TransportCall failingCall, InstanceId failingServer, Supplier<Throwable> thrown) {
            call = failingCall;
            server = failingServer;
            failure = thrown;
        }

        private void at(TransportCall now, Invocation invocation) {
            if (now == call && invocation.instanceId().equals(server)) {
                call = now == TransportCall.STOP ? call : null;
                throwUnchecked(failure.get());
            }
        }

        @Override
        @SuppressWarnings("NullAway")
        public Look look(Invocation invocation) {
            at(TransportCall.LOOK, invocation);
            Look look = real.look(invocation);
            atLook.run();
            return returnNull ? null : look;
        }

        @Override
        public BeginOutcome begin(Invocation invocation) {
            at(TransportCall.BEGIN, invocation);
            return real.begin(invocation);
        }

        @Override
        public StopOutcome stop(Invocation invocation) {
            at(TransportCall.STOP, invocation);
            return real.stop(invocation);
        }
    }

    /** Throws once, when it hears of a change. */
    private static final class FailingListener implements InvocationListener {
        private volatile @Nullable Supplier<Throwable> failure;

        @Override
        public void changed(InvocationChange change) {
            Supplier<Throwable> thrown = failure;
            failure = null;
            if (thrown != null) {
                throwUnchecked(thrown.get());
            }
        }
    }

    private static final class FailingClock extends Clock {
        private final SettableClock real = SettableClock.at(Tasks.START);
        private volatile boolean broken;

        void advance(Duration time) {
            real.advance(time);
        }

        @Override
        public Instant instant() {
            if (broken) {
                throw new AssertionError(BROKEN);
            }
            return real.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
