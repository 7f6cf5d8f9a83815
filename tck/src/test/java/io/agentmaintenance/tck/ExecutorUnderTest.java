package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.Optional;

/** The contract, inherited for whatever executor a test of the kit puts on trial. Run by the launcher only. */
class ExecutorUnderTest extends AgentExecutorContract {
    /** What the next run tries. */
    static volatile Trial trial = PlainExecutor::new;

    private PlainExecutor made;

    /** Makes an executor. */
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
