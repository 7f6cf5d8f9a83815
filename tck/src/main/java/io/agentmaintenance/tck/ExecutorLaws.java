package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the executor: the real core, simple ports around it, and the executor under test. */
abstract class ExecutorLaws {
    static final AgentVersion OLD = AgentVersion.of("2.4.1");
    static final AgentVersion NEW = AgentVersion.of("2.7.2.1");

    private static final int SERVERS = 800;
    private static final int MAX_SECONDS = 600;

    final AgentExecutorContract contract;
    final SettableClock clock = SettableClock.at(Invocations.NOON);
    final PlainRepository repository = new PlainRepository();
    /** The invocations whose server was changed before STARTED was answered. */
    final Queue<InvocationId> touchedTooEarly = new ConcurrentLinkedQueue<>();

    // Set before each test, after the set-up of the subclass.
    @SuppressWarnings("NullAway.Init")
    AgentMaintenance core;

    @SuppressWarnings("NullAway.Init")
    AgentExecutor executor;

    @SuppressWarnings("NullAway.Init")
    ReportGate gate;

    @SuppressWarnings("NullAway.Init")
    private ExecutorSetup setup;

    ExecutorLaws(AgentExecutorContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openCore() {
        build(contract::executor);
    }

    final void build(Function<ExecutorSetup, AgentExecutor> factory) {
        List<Instance> fleet = Instances.fleet(SERVERS);
        Map<InstanceId, Instance> byId = fleet.stream().collect(Collectors.toMap(Instance::id, Function.identity()));
        AgentVersions versions = AgentVersions.of(List.of(
                new OfferedVersion(OLD, VersionType.BASIC_VERSION),
                new OfferedVersion(NEW, VersionType.BASIC_VERSION)));
        AtomicInteger ids = new AtomicInteger();
        core = AgentMaintenance.builder()
                .repository(repository)
                .directory((project, wanted) -> found(byId, wanted))
                .catalog(project -> versions)
                .ids(count -> IntStream.range(0, count)
                        .mapToObj(i -> InvocationId.of("task-" + ids.incrementAndGet()))
                        .toList())
                .executor(reports -> createExecutor(factory, fleet, reports))
                .clock(clock)
                .build();
    }

    private AgentExecutor createExecutor(
            Function<ExecutorSetup, AgentExecutor> factory, List<Instance> fleet, ReportExecutionUseCase reports) {
        gate = new ReportGate(reports, this::note);
        setup = new ExecutorSetup(PROJECT, fleet, gate, clock, repository);
        executor = factory.apply(setup);
        return executor;
    }

    /** Ends the process of the executor, and goes on with that of another one. */
    final void goOnInTheNextProcess() {
        Optional<AgentExecutor> next = contract.executorOfNextProcess(setup);
        Assumptions.assumeTrue(next.isPresent(), "no work outlives the process of the executor");
        executor = next.get();
    }

    private void note(ExecutionReport report) {
        if (report.event() == ExecutionReport.Event.STARTED
                && !touches(now(report.invocation())).isEmpty()
                && now(report.invocation()).status() == InvocationStatus.PENDING) {
            touchedTooEarly.add(report.invocation());
        }
    }

    /** Requests an INSTALL on the servers with these numbers, both included; the first server is number 1. */
    final BatchResult request(int from, int to, AgentVersion version) {
        List<InstanceId> servers = IntStream.rangeClosed(from, to)
                .mapToObj(i -> InstanceId.of(String.format("web-%04d", i)))
                .toList();
        return core.requests()
                .create(new InvocationRequest.Install(PROJECT, servers, VersionWish.exactly(version), null));
    }

    /** Requests an INSTALL that must be accepted for every server. */
    final List<Invocation> accepted(int from, int to) {
        BatchResult result = request(from, to, NEW);
        MaintenanceAssertions.assertThat(result)
                .as("items that the executor accepted")
                .acceptsAll();
        return result.accepted();
    }

    /** Stores invocations on the first servers that no executor has been given yet, as after a crash. */
    final List<Invocation> waiting(int count) {
        List<Invocation> tasks = Instances.fleet(count).stream()
                .map(server ->
                        Invocations.install("t-" + server.id(), server.id().value()))
                .toList();
        repository.insert(PROJECT, tasks.stream().map(StoreLaws::first).toList());
        return tasks;
    }

    /** Starts invocations on the first servers and returns the running ones, at least one. */
    final List<Invocation> runningOn(int servers) {
        List<Invocation> tasks = accepted(1, servers);
        for (int second = 0; second < 60 && now(tasks.get(0)).status() == InvocationStatus.PENDING; second++) {
            letASecondPass();
        }
        List<Invocation> running = tasks.stream()
                .filter(task -> now(task).status() == InvocationStatus.RUNNING)
                .toList();
        Assumptions.assumeFalse(running.isEmpty(), "the executor never shows running work");
        return running;
    }

    /** Lets one second pass. */
    final void letASecondPass() {
        clock.advance(Duration.ofSeconds(1));
        contract.carryOutDue();
    }

    /** Lets time pass until no invocation is active, at most ten minutes. */
    final void letTimePass(Collection<Invocation> until) {
        contract.carryOutDue();
        for (int second = 0;
                second < MAX_SECONDS
                        && until.stream().anyMatch(task -> now(task).isActive());
                second++) {
            letASecondPass();
        }
    }

    /** Lets ten minutes pass. */
    final void letTenMinutesPass() {
        contract.carryOutDue();
        for (int second = 0; second < MAX_SECONDS; second++) {
            letASecondPass();
        }
    }

    final Invocation now(Invocation invocation) {
        return now(invocation.id());
    }

    final Invocation now(InvocationId id) {
        Invocation found = repository.findAll(PROJECT, List.of(id)).get(id);
        if (found == null) {
            throw new AssertionError("the executor reports " + id + ", which was not accepted");
        }
        return found;
    }

    /** Stores a change as if another node had made it. */
    final void store(InvocationChange change) {
        assertThat(repository.update(PROJECT, List.of(StoreLaws.updateOf(change))))
                .containsOnly(WriteOutcome.STORED);
    }

    final List<AgentVersion> touches(Invocation invocation) {
        return contract.touches(invocation);
    }

    final void assertUntouched(Invocation invocation) {
        assertThat(touches(invocation)).as("touches of %s", invocation.id()).isEmpty();
    }

    final void assertDoneOnce(Collection<Invocation> tasks) {
        for (Invocation task : tasks) {
            MaintenanceAssertions.assertThat(now(task)).hasStatus(InvocationStatus.SUCCEEDED);
            assertThat(touches(task))
                    .as("touches of %s", task.id())
                    .containsExactly(task.versions().target());
        }
    }

    private static Map<InstanceId, Instance> found(Map<InstanceId, Instance> all, Collection<InstanceId> wanted) {
        return wanted.stream()
                .filter(all::containsKey)
                .collect(Collectors.toMap(Function.identity(), all::get, (one, same) -> one));
    }
}
