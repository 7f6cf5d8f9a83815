package com.example.maintenance;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Does the waiting work in its order of arrival when its host calls {@link #carryOut}. It does not remember ended work: the
 * core answers OBSOLETE to a second start. Thread-safe.
 */
public final class FleetExecutor implements AgentExecutor {
    private final Map<InvocationId, Invocation> waiting = new LinkedHashMap<>();
    private final ReportExecutionUseCase reports;
    private final Consumer<Invocation> work;

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
        invocations.forEach(task -> waiting.putIfAbsent(task.id(), task));
        return Set.of();
    }

    @Override
    public synchronized void cancel(List<Invocation> invocations) {
        invocations.forEach(task -> waiting.remove(task.id()));
    }

    /** Does the waiting work. If STARTED cannot be delivered, the work waits for the next call. */
    public synchronized void carryOut() {
        for (Invocation task : new ArrayList<>(waiting.values())) {
            try {
                ReportOutcome answer = reports.report(ExecutionReport.started(task));
                waiting.remove(task.id());
                if (answer == ReportOutcome.APPLIED) {
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
