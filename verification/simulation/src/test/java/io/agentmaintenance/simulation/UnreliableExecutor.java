package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An executor that keeps its contract although parts around it fail. What it has in hand is in the memory of its process and is lost in a
 * crash; the work at the {@link Servers} goes on.
 */
final class UnreliableExecutor implements AgentExecutor {
    private static final int MINUTE = 60_000;

    private final World world;
    private final Node node;
    private final PortBoundary boundary;
    private final WorkSteps steps;
    private final String process;
    private int lastRun;
    private final Map<InvocationId, Job> jobs = new LinkedHashMap<>();
    private final Set<InvocationId> given = new HashSet<>();
    private final Set<InvocationId> takeovers = new HashSet<>();

    UnreliableExecutor(World world, Node node, String process, PortBoundary boundary, ReportExecutionUseCase reports) {
        this.world = world;
        this.node = node;
        this.process = process;
        this.boundary = boundary;
        this.steps = new WorkSteps(world, this, boundary, reports);
    }

    /** Whether a task was handed over to it as PENDING. */
    boolean wasGiven(InvocationId task) {
        return given.contains(task);
    }

    /** Whether it was asked what became of a task, and did not decline. */
    boolean hasTakenOver(InvocationId task) {
        return takeovers.contains(task);
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        world.callPort(() -> {
            for (Invocation invocation : invocations) {
                Invariant.STORED_BEFORE_STARTED.check(
                        world.ledger().find(invocation.id()) != null, () -> "not stored: " + invocation);
                Invariant.RECENT_TASK_IS_LEFT_ALONE.check(
                        !node.isTooRecent(invocation), () -> "handed over again: " + invocation);
                given.add(invocation.id());
            }
            return true;
        });
        return boundary.call("start", () -> declined(invocations, this::takeOn));
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return boundary.call("resume", () -> declined(invocations, this::takeOver));
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        boundary.call("cancel", () -> {
            invocations.forEach(this::cancel);
            return true;
        });
    }

    /** Reads which tasks in its hand somebody wishes to cancel, maybe at another process. */
    void readWishes() {
        Map<ProjectId, List<InvocationId>> inHand = new LinkedHashMap<>();
        jobs.values().stream()
                .filter(job -> !job.wished)
                .forEach(job -> inHand.computeIfAbsent(job.task.project(), project -> new ArrayList<>())
                        .add(job.task.id()));
        inHand.forEach((project, ids) -> {
            Map<InvocationId, Invocation> stored =
                    boundary.callGuarded("findAll", () -> world.store().findAll(project, ids));
            // In the order of the ids: that of the map differs from one run of the JVM to the next.
            for (InvocationId id : ids) {
                Invocation invocation = stored.get(id);
                if (invocation != null && invocation.progress().cancelRequestedAt() != null) {
                    stop(invocation);
                }
            }
        });
    }

    /** Plans the next step of a job, instead of the one that was planned before. */
    void later(long delay, Job job) {
        int planned = ++job.planned;
        world.timeline()
                .after(
                        delay,
                        node,
                        () -> world.callCore(node, "goes on with " + job.task.id(), maintenance -> {
                            if (jobs.get(job.task.id()) == job && job.planned == planned) {
                                steps.take(job);
                            }
                        }));
    }

    void drop(Job job) {
        jobs.remove(job.task.id(), job);
    }

    private interface Admission {
        boolean admits(Invocation invocation);
    }

    private static Set<InvocationId> declined(List<Invocation> invocations, Admission admission) {
        Set<InvocationId> declined = new LinkedHashSet<>();
        for (Invocation invocation : invocations) {
            if (!admission.admits(invocation)) {
                declined.add(invocation.id());
            }
        }
        return declined;
    }

    private boolean takeOn(Invocation invocation) {
        Job known = jobs.get(invocation.id());
        if (known != null && (known.begun || known.takenOver || world.random().chance(0.8))) {
            return true;
        }
        if (known == null && world.random().chance(world.faults().declines())) {
            return false;
        }
        if (known != null) {
            // As an engine may do, it sometimes carries out again what waits already. That is another run.
            world.counts().add("second run");
        }
        Job job = job(invocation, false);
        if (world.random().chance(0.1)) {
            steps.take(job);
        } else {
            later(world.random().between(0, world.random().chance(0.1) ? 6 * MINUTE : MINUTE), job);
        }
        return true;
    }

    private boolean takeOver(Invocation invocation) {
        if (jobs.containsKey(invocation.id())) {
            takeovers.add(invocation.id());
            return true;
        }
        if (!world.processes().isTakenForDead(node, invocation.progress().startedBy())) {
            return false;
        }
        world.log("takes over " + invocation.id() + " from "
                + invocation.progress().startedBy());
        takeovers.add(invocation.id());
        Job job = job(invocation, true);
        if (world.random().chance(0.5)) {
            steps.take(job);
        } else {
            later(world.random().between(0, MINUTE), job);
        }
        return true;
    }

    private Job job(Invocation invocation, boolean takenOver) {
        Worker worker = new Worker(process, ++lastRun);
        Job job = new Job(invocation, worker, world.servers().connection(boundary, worker), takenOver);
        jobs.put(invocation.id(), job);
        return job;
    }

    private void cancel(Invocation invocation) {
        Job job = jobs.get(invocation.id());
        if (job != null && !invocation.isActive()) {
            drop(job);
        } else {
            stop(invocation);
        }
    }

    private void stop(Invocation invocation) {
        Job job = jobs.get(invocation.id());
        if (job == null) {
            return;
        }
        job.wished = true;
        if (world.random().chance(0.3)) {
            job.planned++;
            steps.take(job);
        } else {
            later(0, job);
        }
    }
}
