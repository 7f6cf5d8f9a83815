package io.agentmaintenance.application.port.in;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Is told what happened to the execution of invocations. Thread-safe. */
@FunctionalInterface
public interface ReportExecutionUseCase {
    /**
     * Records reports, one after the other. A report that comes twice, late or out of order is never an error: an end
     * reported before its start implies the start, and an end reported after the time-out corrects it.
     *
     * @param reports the reports, of any projects
     * @return one outcome per report, in their order
     * @throws io.agentmaintenance.application.port.out.PortException if the repository is broken; the reports may be
     *     repeated
     */
    List<ReportOutcome> report(List<ExecutionReport> reports);

    /**
     * Records one report.
     *
     * @param report the report
     * @return what became of it
     * @throws io.agentmaintenance.application.port.out.PortException if the repository is broken; the report may be
     *     repeated
     */
    default ReportOutcome report(ExecutionReport report) {
        return report(List.of(report)).get(0);
    }

    /**
     * Carries work out that is over when this method returns, and always succeeds: reports that it begins, has it done where it may begin,
     * and reports that it has succeeded. For executors whose work takes no time to speak of. It means the same as {@link #report} before
     * the work and after it; where nobody interferes, the core reads nothing that it was given here or has just stored.
     *
     * @param invocations what to carry out, as the executor was given it; what is named twice is carried out once
     * @param work is given those that may begin, and touches their servers; called once, or not at all if none may begin. What it throws
     *     is thrown on, and leaves them running
     * @throws io.agentmaintenance.application.port.out.PortException if the repository is broken. If the work was called,
     *     its success may be reported again, else the whole repeated
     */
    default void carryOut(List<Invocation> invocations, Consumer<List<Invocation>> work) {
        List<ReportOutcome> outcomes =
                report(invocations.stream().map(ExecutionReport::started).toList());
        List<Invocation> begun = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == ReportOutcome.APPLIED) {
                begun.add(invocations.get(i));
            }
        }
        if (!begun.isEmpty()) {
            work.accept(begun);
            report(begun.stream().map(ExecutionReport::succeeded).toList());
        }
    }
}
