package com.example.host;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.*;
import java.time.Clock;
import java.time.Instant;
import java.util.*;

/** A host that uses only the core module. Its ports are just enough for one task. */
public final class Host {
    public static void main(String[] args) {
        InstanceId web = InstanceId.of("web-1");
        Instance server = new Instance(
                InstanceProfile.ecs(web), UniAgentStatus.RUNNING, AgentState.notInstalled());
        ProjectId project = ProjectId.of("host");
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(new OneTask())
                .directory((p, ids) -> Map.of(web, server))
                .catalog(p -> AgentVersions.of(
                        List.of(new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION))))
                .executor(AtOnce::new)
                .ids(count -> List.of(InvocationId.of("task-1")))
                .clock(Clock.systemUTC())
                .build();
        System.out.println(maintenance
                .requests()
                .create(InvocationRequest.install(project, List.of(web)))
                .summary());
        System.out.println(maintenance
                .invocations()
                .find(project, InvocationId.of("task-1"))
                .orElseThrow()
                .status());
        System.out.println("module " + AgentMaintenance.class.getModule().getName());
        for (String adapter : List.of("memory.InMemoryFleet", "http.AgentMaintenanceApi")) {
            try {
                Class.forName("io.agentmaintenance.adapter." + adapter);
                System.out.println("not alone: " + adapter);
            } catch (ClassNotFoundException e) {
                System.out.println("without " + adapter);
            }
        }
    }

    private record AtOnce(ReportExecutionUseCase reports) implements AgentExecutor {
        @Override
        public Set<InvocationId> start(List<Invocation> tasks) {
            for (Invocation task : tasks) {
                reports.report(ExecutionReport.started(task, new Worker("host", 1)));
                reports.report(ExecutionReport.succeeded(task));
            }
            return Set.of();
        }

        @Override
        public Set<InvocationId> resume(List<Invocation> tasks) {
            return Set.of();
        }

        @Override
        public void cancel(List<Invocation> tasks) {}
    }

    private static final class OneTask implements InvocationRepository {
        private Invocation task;

        @Override
        public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
            task = insertions.get(0).invocation();
            return List.of(WriteOutcome.STORED);
        }

        @Override
        public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
            task = null;
            return List.of(WriteOutcome.STORED);
        }

        @Override
        public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
            task = updates.get(0).change().after();
            return List.of(WriteOutcome.STORED);
        }

        @Override
        public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
            return task == null ? Map.of() : Map.of(task.id(), task);
        }

        @Override
        public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
            return task == null ? Map.of() : Map.of(task.instanceId(), new InstanceHistory(task, null));
        }

        @Override
        public InvocationPage find(InvocationQuery query) {
            return new InvocationPage(List.of(task), 1);
        }

        @Override
        public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
            return List.of();
        }

        @Override
        public List<Invocation> pending(Instant createdBefore, Invocation after, int limit) {
            return List.of();
        }

        @Override
        public List<Invocation> running(Invocation after, int limit) {
            return List.of();
        }

        @Override
        public List<InvocationCount> counts(ProjectId project) {
            return List.of();
        }

        @Override
        public Invocation oldestPending() {
            return null;
        }

        @Override
        public int forget(Instant endedBefore, int limit) {
            return 0;
        }
    }
}
