package com.example.maintenance;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.Worker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Does the waiting work in its order of arrival when its host calls {@link #carryOut}. It does not remember ended work: the
 * core answers OBSOLETE to a second start, and TAKEN while the first one runs. Thread-safe.
 */
public final class FleetExecutor implements AgentExecutor {
    private final String process = UUID.randomUUID().toString();
    private final Map<InvocationId, Work> waiting = new LinkedHashMap<>();
    private final ReportExecutionUseCase reports;
    private final Consumer<Invocation> work;
    private long runs;

    private record Work(Invocation task, Worker worker) {}

    /**
     * Creates an executor.
     *
     * @param reports receives the reports
     * @param work brings the agent of a server to the target version of an invocation, or throws
     */
    public FleetExecutor(ReportExecutionUseCase reports, Consumer<Invocation> work) {
        this.reports = reports;
        this.work = work;
    }

    @Override
    public synchronized Set<InvocationId> start(List<Invocation> invocations) {
        // Each hand-over is a run of its own. A STARTED that is repeated, because its answer was lost, is of the same
        // run.
        invocations.forEach(task -> waiting.putIfAbsent(task.id(), new Work(task, new Worker(process, runs++))));
        return Set.of();
    }

    @Override
    public synchronized Set<InvocationId> resume(List<Invocation> invocations) {
        // No work outlives the call that does it. If its process is gone, it is not known how far it came.
        reports.report(invocations.stream()
                .filter(task -> !waiting.containsKey(task.id()))
                .map(task -> ExecutionReport.failed(task, "Interrupted."))
                .toList());
        return Set.of();
    }

    @Override
    public synchronized void cancel(List<Invocation> invocations) {
        invocations.forEach(task -> waiting.remove(task.id()));
    }

    /** Does the waiting work. If STARTED cannot be delivered, the work waits for the next call. */
    public synchronized void carryOut() {
        for (Work next : new ArrayList<>(waiting.values())) {
            Invocation task = next.task();
            try {
                ReportOutcome answer = reports.report(ExecutionReport.started(task, next.worker()));
                waiting.remove(task.id());
                if (answer == ReportOutcome.APPLIED || answer == ReportOutcome.REPEATED) {
                    reports.report(done(task));
                }
            } catch (PortException e) {
                // The core did not get the report. Work that was begun times out, and a RETRY finds it done.
            }
        }
    }

    private ExecutionReport done(Invocation task) {
        try {
            work.accept(task);
            return ExecutionReport.succeeded(task);
        } catch (RuntimeException e) {
            return ExecutionReport.failed(task, "The work failed: " + e.getMessage());
        }
    }
}
