package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.Optional;

/** The contract for the executor that a test of the kit sets. Only the launcher runs it, so its name does not end with Test. */
class ExecutorOnTrial extends AgentExecutorContract {
    /** The subject of the next run. */
    static volatile Trial trial = PlainExecutor::new;

    private PlainExecutor made;

    /** Creates the executor under test. */
    interface Trial {
        PlainExecutor make(ExecutorSetup setup, int room);
    }

    @Override
    protected AgentExecutor executor(ExecutorSetup setup) {
        made = trial.make(setup, Integer.MAX_VALUE);
        return made;
    }

    @Override
    protected Optional<AgentExecutor> executorWithRoom(ExecutorSetup setup, int room) {
        made = trial.make(setup, room);
        return Optional.of(made);
    }

    @Override
    protected Optional<AgentExecutor> executorOfNextProcess(ExecutorSetup setup) {
        PlainExecutor next = trial.make(setup, Integer.MAX_VALUE);
        next.servers = made.servers;
        made = next;
        return Optional.of(next);
    }

    @Override
    protected Optional<Runnable> breakTransport() {
        made.broken(true);
        return Optional.of(() -> made.broken(false));
    }

    @Override
    protected void carryOutDue() {
        made.carryOutDue();
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return made.touches(invocation);
    }
}
