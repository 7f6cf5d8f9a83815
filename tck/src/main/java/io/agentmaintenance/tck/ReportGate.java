package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Stands between the executor and the core: notes what is reported, lets the test interfere, and can be shut. */
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
            throw new PortException("the reports can not be recorded", null);
        }
        reports.forEach(onEach);
        reports.forEach(report -> interference.accept(report));
        synchronized (passed) {
            passed.addAll(reports);
        }
        return core.report(reports);
    }

    /** From now on every report fails, or no longer does. */
    void shut(boolean to) {
        shut = to;
    }

    /** Does something to the invocation of a report before the core hears of it. */
    void interfere(Consumer<ExecutionReport> before) {
        interference = before;
    }

    /** The events reported of one invocation so far, in their order. */
    List<ExecutionReport.Event> of(InvocationId invocation) {
        synchronized (passed) {
            return passed.stream()
                    .filter(report -> report.invocation().equals(invocation))
                    .map(ExecutionReport::event)
                    .toList();
        }
    }
}
