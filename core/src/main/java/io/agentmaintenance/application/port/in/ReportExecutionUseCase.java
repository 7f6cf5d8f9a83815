package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.ExecutionReport;
import java.util.List;

/** Records what happened to the execution of invocations, as executors report it. Thread-safe. */
@FunctionalInterface
public interface ReportExecutionUseCase {
    /**
     * Records reports, one after the other. A report that comes twice, late or out of order is never an error: an end
     * reported before its start implies the start, and an end reported after the time-out corrects it.
     *
     * @param reports the reports, of any projects
     * @return one outcome per report, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if some reports could not be recorded; the others are recorded, and
     *     all may be repeated
     */
    List<ReportOutcome> report(List<ExecutionReport> reports);

    /**
     * Records one report.
     *
     * @param report the report
     * @return its outcome
     * @throws io.agentmaintenance.application.port.out.PortException if it could not be recorded; it may be repeated
     */
    default ReportOutcome report(ExecutionReport report) {
        return report(List.of(report)).get(0);
    }
}
