package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.RefusalReason.CATALOG_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.DIRECTORY_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.EXECUTOR_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.HOST_POLICY;
import static io.agentmaintenance.domain.RefusalReason.STORE_IN_DOUBT;
import static io.agentmaintenance.domain.RefusalReason.STORE_UNAVAILABLE;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.Rule;
import io.agentmaintenance.domain.Stage;
import io.agentmaintenance.fixture.World;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An exception or error thrown by code of the host")
class HostFailuresTest {
    private static final String BROKEN = "broken by the test";

    private final World world =
            new World().with("s1", noAgent()).with("s2", noAgent()).with("s3", noAgent());

    /** Errors and exceptions that a port or a listener may throw. */
    static Stream<Supplier<Throwable>> throwables() {
        return Stream.of(
                () -> new IllegalStateException(BROKEN),
                () -> new AssertionError(BROKEN),
                () -> new NoClassDefFoundError(BROKEN),
                () -> new StackOverflowError(BROKEN),
                () -> new OutOfMemoryError(BROKEN),
                // A checked exception that Java does not expect, as other languages throw them.
                () -> new java.io.IOException(BROKEN));
    }

    private static Runnable throwing(Supplier<Throwable> failure) {
        return () -> HostFailuresTest.<RuntimeException>sneak(failure.get());
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @Nested
    @DisplayName("in a listener")
    class InAListener {
        @ParameterizedTest
        @MethodSource("io.agentmaintenance.application.service.HostFailuresTest#throwables")
        @DisplayName("does not affect the tasks or other listeners, and is reported once")
        void doesNotHarmARequest(Supplier<Throwable> failure) {
            World withSickListener = new World(Eligibility.standard(), new ThrowingListener(failure))
                    .with("s1", noAgent())
                    .with("s2", noAgent())
                    .with("s3", noAgent());

            assertThat(words(withSickListener.install("s1", "s2", "s3"))).containsExactly("t1", "t2", "t3");

            assertThat(withSickListener.executor.started()).hasSize(3);
            assertThat(withSickListener.listener.news()).containsExactly("t1 accepted", "t2 accepted", "t3 accepted");
            assertThat(withSickListener.uncaught).hasSize(3).allMatch(e -> BROKEN.equals(e.getMessage()));
        }

        @ParameterizedTest
        @MethodSource("io.agentmaintenance.application.service.HostFailuresTest#throwables")
        @DisplayName("does not affect reports, expiry and cancel requests")
        void doesNotHarmOtherUseCases(Supplier<Throwable> failure) {
            World withSickListener = new World(Eligibility.standard(), new ThrowingListener(failure));
            withSickListener.with("s1", noAgent()).with("s2", noAgent()).install("s1", "s2");
            withSickListener.succeeds("t1");
            withSickListener.maintenance.cancellation().cancel(PROJECT, World.tasks("t2"));
            withSickListener.with("s2", noAgent()).install("s2");
            withSickListener.timesOut("t3");

            assertThat(withSickListener.listener.news())
                    .endsWith(
                            "t1 RUNNING>SUCCEEDED",
                            "t2 PENDING>CANCELED",
                            "t3 accepted",
                            "t3 PENDING>RUNNING",
                            "t3 RUNNING>TIMEOUT");
        }

        @Test
        @DisplayName("does no harm even if the handler of uncaught exceptions throws too")
        void survivesAHandlerThatThrows() {
            World withSickListener =
                    new World(Eligibility.standard(), new ThrowingListener(() -> new AssertionError(BROKEN)));
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {
                throw new AssertionError("the handler is broken, too");
            });

            BatchResult result = withSickListener.with("s1", noAgent()).install("s1");

            assertThat(words(result)).containsExactly("t1");
            assertThat(withSickListener.executor.started()).hasSize(1);
        }
    }

    @Nested
    @DisplayName("in a port")
    class InAPort {
        static Stream<Arguments> everyPort() {
            return Stream.of(
                            Map.entry("directory.find", DIRECTORY_UNAVAILABLE),
                            Map.entry("repository.histories", STORE_UNAVAILABLE),
                            Map.entry("catalog.offered", CATALOG_UNAVAILABLE),
                            Map.entry("ids.next", STORE_UNAVAILABLE),
                            Map.entry("repository.insert", STORE_IN_DOUBT),
                            Map.entry("executor.start", EXECUTOR_UNAVAILABLE))
                    .flatMap(port -> throwables().map(t -> Arguments.of(port.getKey(), port.getValue(), t)));
        }

        @ParameterizedTest(name = "{0}: {1}")
        @MethodSource("everyPort")
        @DisplayName("leads to refused items, leaves nothing stored, and is reported once")
        void refusesTheItems(String call, RefusalReason reason, Supplier<Throwable> failure) {
            world.calls.before(call, throwing(failure));

            assertThat(words(world.install("s1", "s2"))).containsExactly(reason.name(), reason.name());

            assertThat(world.repository.all()).isEmpty();
            assertThat(world.uncaught).hasSize(1).allSatisfy(e -> assertThat(e).hasRootCauseMessage(BROKEN));
            world.calls.mended();
            assertThat(world.install("s1", "s2").acceptedCount()).isEqualTo(2);
        }

        @Test
        @DisplayName("leaves a task accepted if its withdrawal fails as well, and both failures are reported together")
        void keepsWhatCannotBeWithdrawn() {
            world.calls.before("executor.start", once(throwing(() -> new NoClassDefFoundError(BROKEN))));
            world.calls.before("repository.withdraw", once(throwing(() -> new AssertionError(BROKEN))));

            assertThat(words(world.install("s1"))).containsExactly("t1");
            assertThat(world.uncaught).singleElement().satisfies(e -> {
                assertThat(e).hasRootCauseInstanceOf(NoClassDefFoundError.class);
                assertThat(e.getSuppressed())
                        .singleElement()
                        .satisfies(other -> assertThat(other).hasRootCauseInstanceOf(AssertionError.class));
            });
            assertThat(world.maintenance.supervision().resumePending()).isEqualTo(1);
            assertThat(world.executor.started()).extracting(Invocation::id).containsExactly(task("t1"));
        }

        @ParameterizedTest
        @MethodSource("io.agentmaintenance.application.service.HostFailuresTest#throwables")
        @DisplayName("becomes a PortException for callers that read or report")
        void isAPortExceptionForOtherCallers(Supplier<Throwable> failure) {
            world.install("s1");
            for (String call : List.of("repository.find", "repository.findAll", "directory.find")) {
                world.calls.before(call, throwing(failure));
            }

            assertThatThrownBy(() -> world.maintenance.invocations().find(InvocationQuery.newest(PROJECT)))
                    .isInstanceOf(PortException.class);
            assertThatThrownBy(() -> world.maintenance.invocations().find(PROJECT, task("t1")))
                    .isInstanceOf(PortException.class);
            assertThatThrownBy(() -> world.report("t1", Event.STARTED)).isInstanceOf(PortException.class);
            assertThat(world.uncaught)
                    .as("what is thrown is not reported a second time")
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("in a rule or the clock")
    class InARuleOrTheClock {
        @ParameterizedTest
        @MethodSource("io.agentmaintenance.application.service.HostFailuresTest#throwables")
        @DisplayName("leads to the refusal of that item only, also in a plan")
        void refusesOneItem(Supplier<Throwable> failure) {
            Rule sick = Rule.assumed(Stage.REACHABILITY, "sick", candidate -> {
                if (server("s2").equals(candidate.instance().id())) {
                    throwing(failure).run();
                }
                return null;
            });
            World withSickRule = new World(Eligibility.standard().adding(Operation.INSTALL, sick))
                    .with("s1", noAgent())
                    .with("s2", noAgent())
                    .with("s3", noAgent());
            InvocationRequest request = InvocationRequest.install(PROJECT, servers("s1", "s2", "s3"));

            assertThat(withSickRule.maintenance.requests().plan(request).eligibleCount())
                    .isEqualTo(2);
            assertThat(words(withSickRule.create(request))).containsExactly("t1", "HOST_POLICY", "t2");
            assertThat(withSickRule.executor.started()).hasSize(2);
            assertThat(withSickRule.uncaught).hasSize(2);
        }

        @Test
        @DisplayName("in the clock leads to a plan in which every item is refused, and is reported once")
        void refusesEveryItemOfAPlan() {
            SickClock clock = new SickClock();
            AgentMaintenance maintenance = over(clock);
            clock.broken = true;

            BatchPlan plan = maintenance.requests().plan(InvocationRequest.install(PROJECT, servers("s1", "s2")));

            assertThat(plan.items()).extracting(PlannedItem::instanceId).containsExactly(server("s1"), server("s2"));
            assertThat(plan.items())
                    .allSatisfy(item -> assertThat(item.refusals())
                            .extracting(Refusal::reason)
                            .containsExactly(HOST_POLICY));
            assertThat(world.uncaught)
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasRootCauseMessage(BROKEN));
        }

        @Test
        @DisplayName("in a later round leaves stored tasks accepted and handed over, and is reported once")
        void keepsWhatIsStored() {
            SickClock clock = new SickClock();
            world.repository.forcing(
                    (write, invocation) -> invocation.instanceId().equals(server("s2")) ? WriteOutcome.CONFLICT : null);
            world.calls.before("repository.insert", () -> clock.broken = true);

            BatchResult result = over(clock).requests().create(InvocationRequest.install(PROJECT, servers("s1", "s2")));

            assertThat(words(result)).containsExactly("c1", HOST_POLICY.name());
            assertThat(world.executor.started()).hasSize(1);
            assertThat(World.refused(result, 1).refusal().message()).contains("clock");
            assertThat(world.uncaught)
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasRootCauseMessage(BROKEN));
        }

        private AgentMaintenance over(Clock clock) {
            return AgentMaintenance.builder()
                    .repository(world.repository)
                    .directory(world.directory)
                    .catalog(project -> world.versions)
                    .executor(world.executor)
                    .ids(count -> Stream.iterate(1, i -> i + 1)
                            .limit(count)
                            .map(i -> task("c" + i))
                            .toList())
                    .clock(clock)
                    .build();
        }
    }

    @Nested
    @DisplayName("after a commit whose answer is lost:")
    class AnswerLost {
        @Test
        @DisplayName("the refusal says that the outcome is not known, and a later turn hands the task over")
        void refusesAsInDoubtAndHandsOverLater() {
            world.calls.brokenAfterwards("repository.insert").broken("repository.findAll");

            BatchResult result = world.install("s1", "s2");

            assertThat(result.refused())
                    .extracting(refused -> refused.refusal())
                    .containsOnly(Refusal.of(STORE_IN_DOUBT));
            assertThat(Refusal.of(STORE_IN_DOUBT).message())
                    .contains("not known")
                    .doesNotContain("nothing");
            assertThat(world.uncaught)
                    .as("insert and findAll failed in one request")
                    .hasSize(1);

            world.calls.mended();
            assertThat(world.maintenance.supervision().resumePending()).isEqualTo(2);
            assertThat(world.executor.started()).hasSize(2);
        }

        @Test
        @DisplayName("a task that is found by reading again is accepted and handed over")
        void acceptsWhatItFinds() {
            world.calls.after("repository.insert", throwing(() -> new StackOverflowError(BROKEN)));

            assertThat(words(world.install("s1", "s2"))).containsExactly("t1", "t2");
            assertThat(world.executor.started()).hasSize(2);
            assertThat(world.uncaught).hasSize(1);
        }
    }

    @Nested
    @DisplayName("has the same effect as an answer that breaks the contract of a port:")
    class BrokenAnswers {
        static Stream<Arguments> outcomes() {
            return Stream.of(
                    Arguments.of("null", null),
                    Arguments.of("too few", List.of(WriteOutcome.STORED)),
                    Arguments.of("too many", Collections.nCopies(3, WriteOutcome.STORED)),
                    Arguments.of("null among them", new ArrayList<>(Collections.nCopies(2, null))));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("outcomes")
        @DisplayName("after wrong outcomes of an insert, the stored tasks are accepted")
        void acceptsWhatIsStoredAfterWrongOutcomes(String what, @Nullable List<WriteOutcome> answer) {
            InvocationRepository repository = answering(InvocationRepository.class, world.repository, "insert", answer);
            AgentMaintenance maintenance = builder().repository(repository).build();

            BatchResult result = maintenance.requests().create(InvocationRequest.install(PROJECT, servers("s1", "s2")));

            assertThat(words(result)).containsExactly("t1", "t2");
            assertThat(world.executor.started()).hasSize(2);
        }

        static Stream<Arguments> reads() {
            return Stream.of(
                    Arguments.of("instances null", InstanceDirectory.class, "find", null, DIRECTORY_UNAVAILABLE),
                    Arguments.of(
                            "instances foreign", InstanceDirectory.class, "find", foreign(), DIRECTORY_UNAVAILABLE),
                    Arguments.of("histories null", InvocationRepository.class, "histories", null, STORE_UNAVAILABLE),
                    Arguments.of(
                            "histories of wrong type",
                            InvocationRepository.class,
                            "histories",
                            Map.of(server("s1"), "?", server("s2"), "?"),
                            STORE_UNAVAILABLE),
                    Arguments.of("versions null", VersionCatalog.class, "offered", null, CATALOG_UNAVAILABLE),
                    Arguments.of("ids null", InvocationIds.class, "next", null, STORE_UNAVAILABLE),
                    Arguments.of("ids too few", InvocationIds.class, "next", List.of(task("x")), STORE_UNAVAILABLE),
                    Arguments.of(
                            "ids twice", InvocationIds.class, "next", List.of(task("x"), task("x")), STORE_UNAVAILABLE),
                    Arguments.of("declined null", AgentExecutor.class, "start", null, EXECUTOR_UNAVAILABLE));
        }

        private static Object foreign() {
            World other = new World().with("other", noAgent());
            Instance instance = Objects.requireNonNull(
                    other.directory.find(PROJECT, servers("other")).get(server("other")));
            return Map.of(server("s1"), instance, server("s2"), instance);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("reads")
        @DisplayName("after a wrong answer to a read, or from the source of ids or the executor, the items are refused")
        void refusesTheItemsAfterAWrongAnswer(
                String what, Class<?> port, String method, @Nullable Object answer, RefusalReason reason) {
            AgentMaintenance.Builder builder = builder();
            if (port == InstanceDirectory.class) {
                builder.directory(answering(InstanceDirectory.class, world.directory, method, answer));
            } else if (port == InvocationRepository.class) {
                builder.repository(answering(InvocationRepository.class, world.repository, method, answer));
            } else if (port == VersionCatalog.class) {
                builder.catalog(answering(VersionCatalog.class, p -> world.versions, method, answer));
            } else if (port == InvocationIds.class) {
                builder.ids(answering(InvocationIds.class, count -> List.of(), method, answer));
            } else {
                builder.executor(answering(AgentExecutor.class, world.executor, method, answer));
            }

            BatchResult result =
                    builder.build().requests().create(InvocationRequest.install(PROJECT, servers("s1", "s2")));

            assertThat(words(result)).containsExactly(reason.name(), reason.name());
            assertThat(world.repository.all()).isEmpty();
        }

        @Test
        @DisplayName("what the executor declines to take over, and what is RUNNING")
        void answersToATakeOver() {
            world.install("s1");
            world.starts("t1");
            AgentMaintenance withSickExecutor = builder()
                    .executor(answering(AgentExecutor.class, world.executor, "resume", null))
                    .build();
            AgentMaintenance withSickStore = builder()
                    .repository(answering(InvocationRepository.class, world.repository, "running", null))
                    .build();

            for (AgentMaintenance sick : List.of(withSickExecutor, withSickStore)) {
                assertThatThrownBy(() -> sick.supervision().resumeRunning()).isInstanceOf(PortException.class);
            }
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("after a history of another server, the item is refused")
        void refusesAfterAHistoryOfAnotherServer() {
            world.install("s2");
            InvocationRepository repository = answering(
                    InvocationRepository.class,
                    world.repository,
                    "histories",
                    Map.of(server("s1"), new InstanceHistory(world.task("t1"), null)));

            BatchResult result = builder()
                    .repository(repository)
                    .build()
                    .requests()
                    .create(InvocationRequest.install(PROJECT, servers("s1")));

            assertThat(words(result)).containsExactly("STORE_UNAVAILABLE");
        }

        static Stream<Arguments> foreignTasks() {
            return Stream.of(
                    Arguments.of("of another id", aTask("t2").running()),
                    Arguments.of(
                            "of another project", aTask("t1").of(OTHER_PROJECT).running()));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("foreignTasks")
        @DisplayName("after a task that was not asked for, none is shown, canceled or retried")
        void doesNotTakeOneTaskForAnother(String what, Invocation foreign) {
            AgentMaintenance maintenance = builder()
                    .repository(answering(
                            InvocationRepository.class, world.repository, "findAll", Map.of(task("t1"), foreign)))
                    .build();

            assertThatThrownBy(() -> maintenance.invocations().find(PROJECT, task("t1")))
                    .isInstanceOf(PortException.class);
            assertThatThrownBy(() -> maintenance.cancellation().cancel(PROJECT, World.tasks("t1")))
                    .isInstanceOf(PortException.class);
            assertThat(words(maintenance.requests().create(InvocationRequest.retry(PROJECT, World.tasks("t1")))))
                    .containsExactly("STORE_UNAVAILABLE");
            assertThat(world.executor.toldToStop()).isEmpty();
        }

        private AgentMaintenance.Builder builder() {
            return AgentMaintenance.builder()
                    .repository(world.repository)
                    .directory(world.directory)
                    .catalog(project -> world.versions)
                    .executor(world.executor)
                    .ids(count -> Stream.iterate(1, i -> i + 1)
                            .limit(count)
                            .map(i -> task("t" + i))
                            .toList())
                    .clock(world.clock);
        }
    }

    /** The port with another answer of one method, after the method has done its work. */
    private static <P> P answering(Class<P> port, P real, String method, @Nullable Object answer) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, called, args) -> {
            Object result = called.invoke(real, args);
            return called.getName().equals(method) ? answer : result;
        }));
    }

    private record ThrowingListener(Supplier<Throwable> failure) implements InvocationListener {
        @Override
        public void accepted(Invocation invocation) {
            throwing(failure).run();
        }

        @Override
        public void changed(InvocationChange change) {
            throwing(failure).run();
        }

        @Override
        public void withdrawn(Invocation invocation) {
            throwing(failure).run();
        }
    }

    private static final class SickClock extends Clock {
        private boolean broken;

        @Override
        public Instant instant() {
            if (broken) {
                throw new AssertionError(BROKEN);
            }
            return Instant.EPOCH.plusSeconds(1);
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
