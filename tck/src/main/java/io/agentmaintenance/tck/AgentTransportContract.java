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
 * The contract of {@link AgentTransport}. Inherit it and say how a transport is made, how another process reaches the same servers, and what
 * the servers have seen.
 *
 * <p>Time passes by the clock of the contract, a second at a time. A transport to servers with a time of their own overrides {@link #pass}.
 */
@DisplayName("The contract of the transport")
public abstract class AgentTransportContract {
    /** Made by the test class that inherits it. */
    protected AgentTransportContract() {}

    /**
     * {@return a transport to servers on which nothing has been done yet; called once per test}
     *
     * @param servers the servers of {@link Invocations#PROJECT} that there are; on all of them work ends with success within 10 minutes
     * @param clock the clock to go by; it stands still until the contract moves it
     */
    protected abstract AgentTransport transport(List<Instance> servers, Clock clock);

    /**
     * {@return a transport to the same servers that shares no memory with the first one, like that of another process or of the same process
     * after a crash}
     */
    protected abstract AgentTransport transportOfAnotherProcess();

    /**
     * Returns what the server of an invocation has seen of it. May be called by any thread.
     *
     * @param invocation the invocation
     * @return the version that was to be brought about, once for every time that the work has begun on the server; empty if it never has
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
     * Ends work that is under way so that its outcome is never known, as a restart of the server does.
     *
     * @param invocation an invocation whose work is under way
     * @return false if your servers cannot do that
     */
    protected boolean interrupt(Invocation invocation) {
        return false;
    }

    /**
     * Breaks the connection to the servers.
     *
     * @return what mends it again, or empty if your transport can always reach them
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
