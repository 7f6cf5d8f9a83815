package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.Optional;

/** The contract for the executor that a test of the kit sets. Started by the launcher only. */
class ExecutorUnderTest extends AgentExecutorContract {
    /** The subject of the next run. */
    static volatile Trial trial = PlainExecutor::new;

    private PlainExecutor made;

    /** Creates the executor under test. */
    interface Trial {
        PlainExecutor make(ExecutorSetup workplace, int room);
    }

    @Override
    protected AgentExecutor executor(ExecutorSetup workplace) {
        made = trial.make(workplace, Integer.MAX_VALUE);
        return made;
    }

    @Override
    protected Optional<AgentExecutor> executorWithRoom(ExecutorSetup workplace, int room) {
        made = trial.make(workplace, room);
        return Optional.of(made);
    }

    @Override
    protected Optional<AgentExecutor> executorOfNextProcess(ExecutorSetup workplace) {
        PlainExecutor next = trial.make(workplace, Integer.MAX_VALUE);
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
