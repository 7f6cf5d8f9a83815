package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link AgentExecutor}. Extend it and implement how an executor is created, how it does its due work, and
 * what its servers have seen.
 *
 * <p>The executor is called by the real core, over simple ports of this kit. Time passes only by the clock of its
 * {@link ExecutorSetup}: the contract moves the clock by a second and calls {@link #carryOutDue}, repeatedly. For an executor
 * with threads of its own, {@code carryOutDue} waits until they have nothing to do at the present time.
 */
@DisplayName("An agent executor:")
public abstract class AgentExecutorContract {
    /** For subclasses. */
    protected AgentExecutorContract() {}

    /**
     * {@return an executor that accepts at least 1,000 invocations at once; called once per test}
     *
     * @param setup the servers, the clock and the reports of the executor
     */
    protected abstract AgentExecutor executor(ExecutorSetup setup);

    /** Does all work that is due by the clock of the setup, then returns. */
    protected abstract void carryOutDue();

    /**
     * Returns what the server of an invocation has seen. May be called by any thread, also during a report.
     *
     * @param invocation the invocation
     * @return the target version, once for each time that work of this invocation has changed the server; empty if it never
     *     has
     */
    protected abstract List<AgentVersion> touches(Invocation invocation);

    /**
     * {@return an executor with limited room, or empty if yours accepts every invocation}
     *
     * @param setup the servers, the clock and the reports of the executor
     * @param room how many invocations it accepts at most, until one has ended
     */
    protected Optional<AgentExecutor> executorWithRoom(ExecutorSetup setup, int room) {
        return Optional.empty();
    }

    /**
     * Ends the process of the latest executor in the middle of its work, and returns the executor of another process. The servers, and the
     * work that goes on there, are not concerned. From then on {@link #carryOutDue} drives the returned executor alone.
     *
     * @param setup the servers, the clock and the reports of the executor
     * @return the executor, or empty if no work outlives the process of yours
     */
    protected Optional<AgentExecutor> executorOfNextProcess(ExecutorSetup setup) {
        return Optional.empty();
    }

    /**
     * Breaks the connection of the latest executor to its servers, so that it can accept no work.
     *
     * @return the action that repairs it, or empty if yours can always accept work
     */
    protected Optional<Runnable> breakTransport() {
        return Optional.empty();
    }

    @Nested
    @DisplayName("start")
    class Start extends StartLaws {
        Start() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("start called twice:")
    class Twice extends TwiceLaws {
        Twice() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("start without room for all invocations")
    class Room extends RoomLaws {
        Room() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("resume")
    class Resume extends ResumeLaws {
        Resume() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("cancel")
    class Cancel extends CancelLaws {
        Cancel() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("While work cannot be passed on,")
    class Outage extends OutageLaws {
        Outage() {
            super(AgentExecutorContract.this);
        }
    }
}
