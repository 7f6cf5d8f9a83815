package io.agentmaintenance.race;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The real core over a store, with an executor that confirms every stop immediately and a listener that records all changes. */
final class CoreUnderTest {
    private static final InstanceId SERVER = InstanceId.of("s");
    private static final Instance INSTALLABLE =
            new Instance(InstanceProfile.ecs(SERVER), UniAgentStatus.RUNNING, AgentState.notInstalled());
    private static final Worker WORKER = new Worker("worker", 1);
    private static final AgentVersions OFFERED =
            AgentVersions.of(List.of(new OfferedVersion(AgentVersion.of("2.7.2"), VersionType.BASIC_VERSION)));

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T12:00:00Z"));
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<InvocationId, ConcurrentLinkedQueue<InvocationChange>> changes = new ConcurrentHashMap<>();
    private final AgentMaintenance maintenance;

    CoreUnderTest(InvocationRepository repository) {
        maintenance = AgentMaintenance.builder()
                .repository(repository)
                .directory((project, instances) -> Map.of(SERVER, INSTALLABLE))
                .catalog(project -> OFFERED)
                .ids(count -> List.of(InvocationId.of("t" + lastId.incrementAndGet())))
                .executor(StoppingExecutor::new)
                .clock(clock)
                .listener(new InvocationListener() {
                    @Override
                    public void changed(InvocationChange change) {
                        changes.computeIfAbsent(change.after().id(), id -> new ConcurrentLinkedQueue<>())
                                .add(change);
                    }
                })
                .build();
    }

    AgentMaintenance maintenance() {
        return maintenance;
    }

    /** A new task of a project, begun or not. It is overdue once the caller has let enough time pass. */
    Invocation overdueTask(ProjectId project, boolean begun) {
        Invocation task = maintenance
                .requests()
                .create(InvocationRequest.install(project, List.of(SERVER)))
                .accepted()
                .get(0);
        if (begun) {
            maintenance.reports().report(ExecutionReport.started(task, WORKER));
        }
        return task;
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    /** Removes and returns the recorded changes of a task. */
    List<InvocationChange> takeChanges(Invocation task) {
        ConcurrentLinkedQueue<InvocationChange> recorded = changes.remove(task.id());
        return recorded == null ? List.of() : List.copyOf(recorded);
    }

    Invocation stored(Invocation task) {
        return maintenance.invocations().find(task.project(), task.id()).orElseThrow();
    }

    private record StoppingExecutor(ReportExecutionUseCase reports) implements AgentExecutor {
        @Override
        public Set<InvocationId> start(List<Invocation> invocations) {
            return Set.of();
        }

        @Override
        public Set<InvocationId> resume(List<Invocation> invocations) {
            return Set.of();
        }

        @Override
        public void cancel(List<Invocation> invocations) {
            for (Invocation invocation : invocations) {
                if (invocation.status() == InvocationStatus.RUNNING) {
                    reports.report(ExecutionReport.canceled(invocation));
                }
            }
        }
    }
}
