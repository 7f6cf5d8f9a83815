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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The in-memory executor loses no work and no room:")
class ExecutorFailuresTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final String BROKEN = "broken by the test";

    private final SickClock clock = new SickClock();
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final SickTransport transport = new SickTransport(fleet.transport(clock));
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(transport, clock, 3);
    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private final SickListener listener = new SickListener();
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(
                    List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .listener(listener)
            .build();

    @BeforeEach
    void threeServers() {
        Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
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
        assertThat(uncaught).hasSize(1).allMatch(e -> BROKEN.equals(e.getMessage()));

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

        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @Test
    @DisplayName("if the report of one task always throws, others of the same turn begin, end and free their room")
    void isNotHeldBackByOneReport() {
        install("s1", "s2", "s3");
        InvocationId sick = idOn("s2");
        executor.reportingTo(reports -> {
            if (reports.stream().anyMatch(report -> report.invocation().equals(sick))) {
                throw new PortException(BROKEN, null);
            }
            return maintenance.reports().report(reports);
        });
        for (int i = 0; i < 5; i++) {
            aSecondLater();
        }

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

        assertAllSucceeded(3);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOK", "BEGIN"})
    @DisplayName("if a call of the transport fails for one server, the others continue, and so does this one later")
    void triesAServerAgain(Sick call) {
        for (Supplier<Throwable> failure : throwables().toList()) {
            uncaught.clear();
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
            assertThat(uncaught).as(before).hasSize(failure.get() instanceof PortException ? 0 : 1);
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

        assertAllSucceeded(3);
    }

    @Test
    @DisplayName("if the clock throws in the middle of a turn, all work is done later")
    void survivesAClockThatThrows() {
        transport.atLook = () -> clock.broken = true;
        install("s1", "s2", "s3");
        transport.atLook = () -> {};
        executor.runDue();
        assertThat(uncaught).anyMatch(e -> BROKEN.equals(e.getMessage()));
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
        transport.fail(Sick.STOP, InstanceId.of("s2"), failure);

        List<InvocationId> ids = List.of(idOn("s1"), idOn("s2"), idOn("s3"));
        assertThat(maintenance.cancellation().cancel(PROJECT, ids))
                .containsExactly(CancelOutcome.REQUESTED, CancelOutcome.NOT_PASSED_ON, CancelOutcome.REQUESTED);
        assertThat(statuses())
                .containsExactlyInAnyOrder(
                        InvocationStatus.CANCELED, InvocationStatus.RUNNING, InvocationStatus.CANCELED);

        aSecondLater();
        assertThat(statuses()).contains(InvocationStatus.SUCCEEDED);
        assertHasRoomForThree();
    }

    @ParameterizedTest
    @MethodSource("throwables")
    @Timeout(60)
    @DisplayName(
            "if a listener throws within a turn of the loop, later turns still run, and the exception is reported once")
    void makesEveryTurn(Supplier<Throwable> failure) throws Exception {
        ScheduledExecutorService scheduler = scheduler((thread, e) -> uncaught.add(e));
        AutoCloseable turns = executor.runEvery(scheduler, Duration.ofMillis(1));
        try {
            install("s1", "s2", "s3");
            listener.failure = failure;
            clock.advance(Duration.ofSeconds(1));
            awaitSucceeded(3);
            install("s4", "s5", "s6");
            clock.advance(Duration.ofSeconds(1));
            awaitSucceeded(6);
        } finally {
            turns.close();
            scheduler.shutdownNow();
        }
        assertThat(uncaught).hasSize(1).allMatch(e -> BROKEN.equals(e.getMessage()));
    }

    @Test
    @Timeout(60)
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
            assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue();
            clock.broken = false;
            install("s1");
            clock.advance(Duration.ofSeconds(1));
            awaitSucceeded(1);
        } finally {
            turns.close();
            scheduler.shutdownNow();
        }
    }

    private static ScheduledExecutorService scheduler(Thread.UncaughtExceptionHandler handler) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "turns");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(handler);
            return thread;
        });
    }

    private ReportExecutionUseCase throwingOnce(Event event, Supplier<Throwable> failure) {
        boolean[] done = {false};
        return reports -> {
            if (!done[0] && reports.get(0).event() == event) {
                done[0] = true;
                sneak(failure.get());
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

    private void awaitSucceeded(int count) throws InterruptedException {
        while (Collections.frequency(statuses(), InvocationStatus.SUCCEEDED) < count) {
            Thread.sleep(1);
        }
    }

    private void assertHasRoomForThree() {
        assertThat(executor.start(List.of(task("s4"), task("s5"), task("s6")))).isEmpty();
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneakAs(Throwable failure) throws T {
        throw (T) failure;
    }

    private static void sneak(Throwable failure) {
        ExecutorFailuresTest.<RuntimeException>sneakAs(failure);
    }

    /** The calls of a transport. */
    enum Sick {
        LOOK,
        BEGIN,
        STOP
    }

    /** Fails once, for one server. */
    private static final class SickTransport implements AgentTransport {
        private final AgentTransport real;
        private Runnable atLook = () -> {};
        private boolean returnNull;
        private @Nullable Sick call;
        private @Nullable InstanceId server;
        private Supplier<Throwable> failure = AssertionError::new;

        SickTransport(AgentTransport real) {
            this.real = real;
        }

        void fail(Sick sickCall, InstanceId sickServer, Supplier<Throwable> thrown) {
            call = sickCall;
            server = sickServer;
            failure = thrown;
        }

        private void at(Sick now, Invocation invocation) {
            if (now == call && invocation.instanceId().equals(server)) {
                call = now == Sick.STOP ? call : null;
                sneak(failure.get());
            }
        }

        @Override
        @SuppressWarnings("NullAway")
        public Look look(Invocation invocation) {
            at(Sick.LOOK, invocation);
            Look look = real.look(invocation);
            atLook.run();
            return returnNull ? null : look;
        }

        @Override
        public BeginOutcome begin(Invocation invocation) {
            at(Sick.BEGIN, invocation);
            return real.begin(invocation);
        }

        @Override
        public StopOutcome stop(Invocation invocation) {
            at(Sick.STOP, invocation);
            return real.stop(invocation);
        }
    }

    /** Throws once, when it hears of a change. */
    private static final class SickListener implements InvocationListener {
        private volatile @Nullable Supplier<Throwable> failure;

        @Override
        public void changed(InvocationChange change) {
            Supplier<Throwable> thrown = failure;
            failure = null;
            if (thrown != null) {
                sneak(thrown.get());
            }
        }
    }

    private static final class SickClock extends Clock {
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
