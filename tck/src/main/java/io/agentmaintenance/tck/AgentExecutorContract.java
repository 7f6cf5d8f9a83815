package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link AgentExecutor}. Inherit it and say how an executor is made, how it does what is due, and what its
 * servers have seen of it.
 *
 * <p>The executor works under the real core, over simple ports of this kit. Time passes only by the clock of its
 * {@link ExecutorSetup}: the contract moves the clock a second and calls {@link #carryOutDue}, again and again. An executor with
 * threads of its own waits in {@code carryOutDue} until they have nothing to do at the present time.
 */
@DisplayName("The contract of the executor")
public abstract class AgentExecutorContract {
    /** Made by the test class that inherits it. */
    protected AgentExecutorContract() {}

    /**
     * {@return an executor that takes on at least 1,000 invocations at once; asked once per test}
     *
     * @param workplace what it has around it
     */
    protected abstract AgentExecutor executor(ExecutorSetup workplace);

    /** Does what is due by the clock of the workplace, and returns when nothing is due any more. */
    protected abstract void carryOutDue();

    /**
     * Tells what the server of an invocation has seen of it. May be asked by any thread and from within a report.
     *
     * @param invocation the invocation
     * @return the version that was to be brought about, once for every time that work of this invocation has touched the
     *     server; empty if none has
     */
    protected abstract List<AgentVersion> touches(Invocation invocation);

    /**
     * {@return an executor with little room, or empty if yours always takes on everything}
     *
     * @param workplace what it has around it
     * @param room how many invocations it takes on at most, until one has ended
     */
    protected Optional<AgentExecutor> executorWithRoom(ExecutorSetup workplace, int room) {
        return Optional.empty();
    }

    /**
     * Breaks the way of the executor made last to those who do the work, so that it can take on none.
     *
     * @return what mends it again, or empty if yours can always take on work
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
    @DisplayName("start is told twice:")
    class Twice extends TwiceLaws {
        Twice() {
            super(AgentExecutorContract.this);
        }
    }

    @Nested
    @DisplayName("start where there is no room")
    class Room extends RoomLaws {
        Room() {
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
    @DisplayName("Where work can not be passed on,")
    class Outage extends OutageLaws {
        Outage() {
            super(AgentExecutorContract.this);
        }
    }
}
