package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivers reports to the core, and before them the agents that were seen to an inventory. Thread-safe. */
final class Reports {
    private volatile @Nullable ReportExecutionUseCase target;
    private volatile @Nullable Inventory inventory;

    void reportTo(ReportExecutionUseCase reports) {
        target = reports;
    }

    void recordIn(Inventory agents) {
        inventory = agents;
    }

    ReportExecutionUseCase requireTarget() {
        ReportExecutionUseCase reports = target;
        if (reports == null) {
            throw new IllegalStateException("the executor does not know where to report: use reportingTo");
        }
        return reports;
    }

    ReportOutcome deliver(ExecutionReport report) {
        return requireTarget().report(report);
    }

    /** Records the agent that was seen, if it was, then reports the end. Whatever is thrown, both may be repeated. */
    void deliverEnd(Invocation invocation, ExecutionReport end, @Nullable AgentState seen) {
        Inventory agents = inventory;
        if (agents != null && seen != null) {
            agents.observe(invocation.project(), Map.of(invocation.instanceId(), seen));
        }
        deliver(end);
    }
}
