package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link AgentTransport}. Extend it and implement how a transport is created, how another process reaches the
 * same servers, and what the servers have seen.
 *
 * <p>Time passes by the clock of the contract, one second at a time. If the servers have a time of their own, override
 * {@link #pass}.
 */
@DisplayName("An agent transport:")
public abstract class AgentTransportContract {
    /** For subclasses. */
    protected AgentTransportContract() {}

    /**
     * {@return a transport to servers on which nothing has been done yet; called once per test}
     *
     * @param servers all servers of {@link Invocations#PROJECT}; work on each of them succeeds within 10 minutes
     * @param clock the clock to use; it stands still until the contract moves it
     */
    protected abstract AgentTransport transport(List<Instance> servers, Clock clock);

    /**
     * {@return a transport to the same servers that shares no memory with the first one, as in another process, or in the same
     * process after a crash}
     */
    protected abstract AgentTransport transportOfAnotherProcess();

    /**
     * Returns what the server of an invocation has seen. May be called by any thread.
     *
     * @param invocation the invocation
     * @return the target version, once for each time that the work has begun on the server; empty if it never has
     */
    protected abstract List<AgentVersion> touches(Invocation invocation);

    /**
     * Lets time pass at the servers.
     *
     * @param clock the clock of the contract
     * @param time how long
     */
    protected void pass(SettableClock clock, Duration time) {
        clock.advance(time);
    }

    /**
     * Makes work on the server of an invocation fail from now on.
     *
     * @param invocation an invocation that has not begun
     * @return false if your servers cannot do that
     */
    protected boolean makeWorkFail(Invocation invocation) {
        return false;
    }

    /**
     * Ends running work so that its outcome is never known, as a restart of the server does.
     *
     * @param invocation an invocation whose work is running
     * @return false if your servers cannot do that
     */
    protected boolean interrupt(Invocation invocation) {
        return false;
    }

    /**
     * Breaks the connection to the servers.
     *
     * @return the action that repairs it, or empty if your transport can always reach them
     */
    protected Optional<Runnable> breakConnection() {
        return Optional.empty();
    }

    @Nested
    @DisplayName("look")
    class Looking extends LookLaws {
        Looking() {
            super(AgentTransportContract.this);
        }
    }

    @Nested
    @DisplayName("begin")
    class Beginning extends BeginLaws {
        Beginning() {
            super(AgentTransportContract.this);
        }
    }

    @Nested
    @DisplayName("stop")
    class Stopping extends StopLaws {
        Stopping() {
            super(AgentTransportContract.this);
        }
    }

    @Nested
    @DisplayName("While the servers cannot be reached,")
    class Unreachable extends UnreachableLaws {
        Unreachable() {
            super(AgentTransportContract.this);
        }
    }
}
