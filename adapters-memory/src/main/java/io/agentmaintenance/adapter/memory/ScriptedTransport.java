package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.util.function.Function;

/** The transport to the scripted servers of a fleet. It can always reach them. Keeps no state of its own. Thread-safe. */
final class ScriptedTransport implements AgentTransport {
    private final Function<ProjectId, ProjectRuns> runs;
    private final Clock clock;
    private final ElapsedTime time;

    ScriptedTransport(Function<ProjectId, ProjectRuns> runs, Clock clock, ElapsedTime time) {
        this.runs = runs;
        this.clock = clock;
        this.time = time;
    }

    @Override
    public Look look(Invocation invocation) {
        return runs.apply(invocation.project()).look(invocation, clock.instant(), time.millis());
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        return runs.apply(invocation.project()).begin(invocation, time.millis());
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        return runs.apply(invocation.project()).stop(invocation, time.millis());
    }
}
