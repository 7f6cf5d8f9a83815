package io.agentmaintenance.benchmarks;

import io.agentmaintenance.domain.IllegalTransitionException;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The transitions of 100 tasks in the domain: from PENDING to RUNNING to SUCCEEDED. */
@State(Scope.Benchmark)
public class TransitionBenchmark {
    private static final int TASKS = 100;

    private final List<Invocation> pending = new ArrayList<>(TASKS);
    private final Instant now = Samples.NOW.plusSeconds(1);

    /** Creates the tasks. */
    @Setup
    public void setup() {
        for (int i = 0; i < TASKS; i++) {
            pending.add(Samples.pending(Samples.task(i), Samples.profile(i), InvocationType.UPDATE, Samples.NOW));
        }
    }

    /** {@return the tasks, ended by the domain} */
    @Benchmark
    public List<Invocation> life() {
        List<Invocation> ended = new ArrayList<>(TASKS);
        for (Invocation invocation : pending) {
            ended.add(invocation.start(now, Samples.WORKER).after().succeed(now).after());
        }
        return ended;
    }

    /** {@return the tasks, ended by copying the unchanged values and checking each step} */
    @Benchmark
    public List<Invocation> lifeFloor() {
        List<Invocation> ended = new ArrayList<>(TASKS);
        for (Invocation invocation : pending) {
            Invocation running =
                    step(invocation, InvocationStatus.PENDING, InvocationStatus.RUNNING, "The work has begun.");
            ended.add(step(running, InvocationStatus.RUNNING, InvocationStatus.SUCCEEDED, "Succeeded."));
        }
        return ended;
    }

    private Invocation step(Invocation from, InvocationStatus expected, InvocationStatus next, String message) {
        if (from.status() != expected) {
            throw new IllegalTransitionException(from.status(), next);
        }
        boolean ends = next == InvocationStatus.SUCCEEDED;
        Versions versions = from.versions();
        Instant started = ends ? started(from) : now;
        return new Invocation(
                from.id(),
                from.project(),
                from.instance(),
                from.ordinal(),
                from.type(),
                from.operation(),
                from.lineage(),
                from.origin(),
                from.requestedBy(),
                ends ? new Versions(versions.previous(), versions.target(), versions.target()) : versions,
                from.createdAt(),
                new Progress(next, started, Samples.WORKER, ends ? now : null, null, now, message, false),
                from.revision() + 1);
    }

    private static @Nullable Instant started(Invocation invocation) {
        return invocation.progress().startedAt();
    }
}
