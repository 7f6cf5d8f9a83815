package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.WORKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.Instances;
import io.agentmaintenance.tck.MaintenanceAssertions;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("If the connection is cut after the commit was sent,")
class LostAnswerTest {
    private static final int SERVERS = 100;
    private static final Worker OTHER_WORKER = new Worker("node-2.77aa", 1);

    private CuttingProxy proxy;
    private TestStore store;
    private InvocationRepository repository;

    @BeforeEach
    void connect() throws IOException {
        PGSimpleDataSource server = TestServer.plain();
        int port = Optional.ofNullable(server.getPortNumbers()).orElseThrow()[0];
        proxy = new CuttingProxy(server.getServerNames()[0], port == 0 ? 5432 : port);
        String afterHost = TestServer.url().replaceFirst("jdbc:postgresql://[^/]*", "");
        store = TestStore.over("jdbc:postgresql://127.0.0.1:" + proxy.port() + afterHost);
        repository = store.store().repository();
    }

    @AfterEach
    void disconnect() throws IOException {
        store.close();
        proxy.close();
    }

    @Test
    @DisplayName("the batch is stored, and to repeat it stores nothing twice")
    void repeatedInsertionIsStoredOnce() {
        List<Insertion> batch = Tasks.batch("t", SERVERS);

        proxy.cutNextAnswer();
        assertThatThrownBy(() -> repository.insert(PROJECT, batch))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("the connection to PostgreSQL failed");
        assertThat(proxy.hasCut()).isTrue();

        assertStored(SERVERS);
        assertThat(repository.insert(PROJECT, batch)).containsOnly(WriteOutcome.STORED);
        assertStored(SERVERS);
        assertThat(events(batch.get(0).invocation())).containsExactly(JournalEntry.Event.ACCEPTED);
    }

    @Test
    @DisplayName("a request over the core accepts the task of every server, once")
    void acceptsRequestsOverTheCore() {
        AgentMaintenance core = core(new AtomicReference<>("insert"));

        BatchResult result = core.requests()
                .create(InvocationRequest.install(
                        PROJECT,
                        Instances.fleet(SERVERS).stream().map(Instance::id).toList()));

        assertThat(proxy.hasCut()).isTrue();
        MaintenanceAssertions.assertThat(result).acceptsAll();
        assertStored(SERVERS);
        for (Invocation accepted : result.accepted()) {
            assertThat(events(accepted)).containsExactly(JournalEntry.Event.ACCEPTED);
        }
    }

    @Test
    @DisplayName(
            "a report over the core throws PortException; repeated by its worker, it is recorded once, and the worker may begin")
    void recordsReportsOverTheCore() {
        AtomicReference<String> cut = new AtomicReference<>("");
        AgentMaintenance core = core(cut);
        Invocation task = core.requests()
                .create(InvocationRequest.install(PROJECT, List.of(InstanceId.of("web-0001"))))
                .accepted()
                .get(0);

        cut.set("update");
        ExecutionReport started = ExecutionReport.started(task, WORKER);
        assertThatThrownBy(() -> core.reports().report(started)).isInstanceOf(PortException.class);
        assertThat(proxy.hasCut()).isTrue();

        assertThat(core.reports().report(started)).isEqualTo(ReportOutcome.REPEATED);
        assertThat(core.reports().report(ExecutionReport.started(task, OTHER_WORKER)))
                .isEqualTo(ReportOutcome.TAKEN);
        assertThat(events(task)).containsExactly(JournalEntry.Event.ACCEPTED, JournalEntry.Event.CHANGED);
    }

    private AgentMaintenance core(AtomicReference<String> cut) {
        return Services.builder(cutting(cut), store.store().clock())
                .executor(Services.executor(invocations -> Set.of()))
                .build();
    }

    /** The repository, which loses the answer to the next call of one method. */
    private InvocationRepository cutting(AtomicReference<String> nextMethod) {
        return (InvocationRepository) Proxy.newProxyInstance(
                InvocationRepository.class.getClassLoader(),
                new Class<?>[] {InvocationRepository.class},
                (self, method, arguments) -> {
                    if (nextMethod.compareAndSet(method.getName(), "")) {
                        proxy.cutNextAnswer();
                    }
                    try {
                        return method.invoke(repository, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void assertStored(int count) {
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(count);
    }

    private List<JournalEntry.Event> events(Invocation invocation) {
        return store.store().journal().timeline(PROJECT, invocation.id()).stream()
                .map(JournalEntry::event)
                .toList();
    }
}
