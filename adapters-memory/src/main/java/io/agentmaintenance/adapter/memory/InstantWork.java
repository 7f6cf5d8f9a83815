package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Work that takes no time at all, so that it is over before the call that starts it returns. For one thread. */
final class InstantWork {
    private final List<Work> all;
    private final InMemoryFleet fleet;
    private final List<Invocation> touched;

    InstantWork(List<Work> all, InMemoryFleet fleet) {
        this.all = all;
        this.fleet = fleet;
        touched = new ArrayList<>(all.size());
    }

    /** Does it, and plans the steps that could not be reported. */
    void carryOut(ReportExecutionUseCase target, Agenda agenda, Clock clock) {
        List<Invocation> invocations = new ArrayList<>(all.size());
        for (Work work : all) {
            invocations.add(work.invocation);
        }
        try {
            target.carryOut(invocations, this::touch);
        } catch (PortException e) {
            planAgain(agenda, clock.millis() + InMemoryAgentExecutor.REPEAT_MILLIS);
        }
    }

    private List<ExecutionReport> touch(List<Invocation> mayBegin) {
        List<ExecutionReport> ends = new ArrayList<>(mayBegin.size());
        for (Invocation invocation : mayBegin) {
            // Before its end is told: whoever hears of a success finds the agent on its new version.
            fleet.worked(invocation);
            touched.add(invocation);
            ends.add(ExecutionReport.succeeded(invocation));
        }
        return ends;
    }

    // Once some of it was done, that of the others may not begin, and is left alone.
    private void planAgain(Agenda agenda, long later) {
        Set<Invocation> done = new HashSet<>(touched);
        for (Work work : all) {
            Step begin = Step.begin(later, work);
            if (done.isEmpty()) {
                agenda.planAgain(begin.againAt(later));
            } else if (done.contains(work.invocation)) {
                agenda.planAgain(begin.end(later).againAt(later));
            }
        }
    }
}
