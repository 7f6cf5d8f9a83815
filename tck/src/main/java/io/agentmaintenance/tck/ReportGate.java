package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Stands between the executor and the core: records the reports, lets the test act before one, and can reject them. */
final class ReportGate implements ReportExecutionUseCase {
    private final ReportExecutionUseCase core;
    private final List<ExecutionReport> passed = new ArrayList<>();
    private final Consumer<ExecutionReport> onEach;
    private volatile boolean shut;
    private volatile Consumer<ExecutionReport> interference = report -> {};

    ReportGate(ReportExecutionUseCase core, Consumer<ExecutionReport> onEach) {
        this.core = core;
        this.onEach = onEach;
    }

    @Override
    public List<ReportOutcome> report(List<ExecutionReport> reports) {
        if (shut) {
            throw new PortException("the reports cannot be recorded", null);
        }
        reports.forEach(onEach);
        reports.forEach(report -> interference.accept(report));
        synchronized (passed) {
            passed.addAll(reports);
        }
        return core.report(reports);
    }

    /** Sets whether every report fails. */
    void shut(boolean to) {
        shut = to;
    }

    /** Sets an action that runs before the core gets a report. */
    void interfere(Consumer<ExecutionReport> before) {
        interference = before;
    }

    /** The workers that have reported to have begun an invocation, in order. */
    List<Worker> workersOf(InvocationId invocation) {
        synchronized (passed) {
            return passed.stream()
                    .filter(report -> report.invocation().equals(invocation))
                    .filter(report -> report.event() == ExecutionReport.Event.STARTED)
                    .map(ExecutionReport::worker)
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    /** The events reported for one invocation so far, in order. */
    List<ExecutionReport.Event> of(InvocationId invocation) {
        synchronized (passed) {
            return passed.stream()
                    .filter(report -> report.invocation().equals(invocation))
                    .map(ExecutionReport::event)
                    .toList();
        }
    }
}
