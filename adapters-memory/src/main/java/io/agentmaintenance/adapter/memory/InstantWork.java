package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Work that takes no time at all, so that it is over before the call that starts it returns. For one thread. */
final class InstantWork {
    // What every server is like that such work is for, see AgentBehavior.isInstant.
    private static final AgentBehavior BEHAVIOR = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);

    private final List<Invocation> all;
    private final InMemoryFleet fleet;
    private List<Invocation> touched = List.of();

    InstantWork(List<Invocation> all, InMemoryFleet fleet) {
        this.all = all;
        this.fleet = fleet;
    }

    /** Does it, and plans the steps that could not be reported. */
    void carryOut(ReportExecutionUseCase target, Agenda agenda, Clock clock) {
        try {
            target.carryOut(all, this::touch);
        } catch (PortException e) {
            planAgain(agenda, clock.millis() + InMemoryAgentExecutor.REPEAT_MILLIS);
        }
    }

    private void touch(List<Invocation> mayBegin) {
        fleet.worked(mayBegin);
        touched = mayBegin;
    }

    // Once some of it was done, that of the others may not begin, and is left alone.
    private void planAgain(Agenda agenda, long later) {
        Set<Invocation> done = new HashSet<>(touched);
        for (Invocation invocation : all) {
            Step begin = Step.begin(later, new Work(invocation, BEHAVIOR));
            if (done.isEmpty()) {
                agenda.planAgain(begin.againAt(later));
            } else if (done.contains(invocation)) {
                agenda.planAgain(begin.end(later).againAt(later));
            }
        }
    }
}
