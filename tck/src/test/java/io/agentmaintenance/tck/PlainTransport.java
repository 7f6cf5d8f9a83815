package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A correct transport: the servers are maps under one lock. A server accepts work a second after it was requested, and the work
 * takes three seconds. Each law is a method of its own, so that a mutant can override one of them.
 */
class PlainTransport implements AgentTransport {
    private static final Duration PICK_UP = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(3);

    final Servers servers;

    /** The state of the servers, which survives every process. */
    static final class Servers {
        final Clock clock;
        final Map<InvocationId, Run> runs = new HashMap<>();
        final Set<InvocationId> marks = new HashSet<>();
        final Set<InvocationId> failing = new HashSet<>();
        final Map<InvocationId, List<AgentVersion>> touches = new HashMap<>();
        volatile boolean broken;

        Servers(Clock clock) {
            this.clock = clock;
        }

        synchronized List<AgentVersion> touches(Invocation invocation) {
            return List.copyOf(touches.getOrDefault(invocation.id(), List.of()));
        }
    }

    static final class Run {
        final Instant end;
        boolean lost;

        Run(Instant end) {
            this.end = end;
        }
    }

    PlainTransport(Servers servers) {
        this.servers = servers;
    }

    @Override
    public Look look(Invocation invocation) {
        reach();
        synchronized (servers) {
            Run run = run(invocation);
            if (run == null) {
                return notBegun(invocation);
            }
            if (run.lost) {
                return lost();
            }
            Duration left = Duration.between(servers.clock.instant(), run.end);
            return left.isNegative() || left.isZero() ? ended(invocation) : alive(left);
        }
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        reach();
        synchronized (servers) {
            if (run(invocation) != null) {
                return BeginOutcome.BEGUN_BEFORE;
            }
            if (isMarked(invocation)) {
                return BeginOutcome.REFUSED;
            }
            run(invocation, servers.clock.instant().plus(WORK));
            return BeginOutcome.BEGUN;
        }
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        reach();
        synchronized (servers) {
            Run run = run(invocation);
            if (run == null) {
                mark(invocation);
                return StopOutcome.STOPPED;
            }
            if (!run.lost && !servers.clock.instant().isBefore(run.end)) {
                return done();
            }
            stop(run);
            return StopOutcome.STOPPED;
        }
    }

    void reach() {
        if (servers.broken) {
            throw new PortException("the server cannot be reached", null);
        }
    }

    Run run(Invocation invocation) {
        return servers.runs.get(invocation.id());
    }

    void run(Invocation invocation, Instant end) {
        servers.runs.put(invocation.id(), new Run(end));
        touch(invocation);
    }

    final void touch(Invocation invocation) {
        servers.touches
                .computeIfAbsent(invocation.id(), id -> new ArrayList<>())
                .add(target(invocation));
    }

    AgentVersion target(Invocation invocation) {
        return invocation.versions().target();
    }

    Look notBegun(Invocation invocation) {
        Duration left =
                Duration.between(servers.clock.instant(), invocation.createdAt().plus(PICK_UP));
        return new NotBegun(left.isNegative() || left.isZero() ? null : left);
    }

    Look alive(Duration left) {
        return new Alive(left);
    }

    Look ended(Invocation invocation) {
        return servers.failing.contains(invocation.id()) ? new Failed("The disk is full.", null) : new Succeeded();
    }

    Look lost() {
        return new Lost("The server was restarted.", AgentState.notInstalled());
    }

    boolean isMarked(Invocation invocation) {
        return servers.marks.contains(invocation.id());
    }

    void mark(Invocation invocation) {
        servers.marks.add(invocation.id());
    }

    void stop(Run run) {
        run.lost = true;
    }

    StopOutcome done() {
        return StopOutcome.DONE;
    }
}
