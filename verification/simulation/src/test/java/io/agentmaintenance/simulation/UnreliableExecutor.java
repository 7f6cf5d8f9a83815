package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An executor that keeps its contract although parts around it fail. Accepted work is in the memory of its process and is
 * lost in a crash; begun work continues at the server; reports go over the {@link ReportChannel}.
 */
final class UnreliableExecutor implements AgentExecutor {
    private static final int MINUTE = 60_000;

    private final World world;
    private final Node node;
    private final PortBoundary boundary;
    private final ReportExecutionUseCase reports;
    private final String process;
    private int lastRun;
    private final Map<InvocationId, Job> jobs = new HashMap<>();
    private final Set<InvocationId> given = new HashSet<>();

    private static final class Job {
        private final Invocation task;
        private final Worker worker;
        private boolean begun;
        private boolean stopped;

        Job(Invocation task, Worker worker) {
            this.task = task;
            this.worker = worker;
        }
    }

    UnreliableExecutor(World world, Node node, String process, PortBoundary boundary, ReportExecutionUseCase reports) {
        this.world = world;
        this.node = node;
        this.process = process;
        this.boundary = boundary;
        this.reports = reports;
    }

    boolean wasGiven(InvocationId task) {
        return given.contains(task);
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        world.callPort(() -> {
            for (Invocation invocation : invocations) {
                Invariant.STORED_BEFORE_STARTED.check(
                        world.ledger().find(invocation.id()) != null, () -> "not stored: " + invocation);
                given.add(invocation.id());
            }
            return true;
        });
        return boundary.call("start", () -> {
            Set<InvocationId> declined = new LinkedHashSet<>();
            for (Invocation invocation : invocations) {
                if (!takeOn(invocation)) {
                    declined.add(invocation.id());
                }
            }
            return declined;
        });
    }

    /** Work that was begun goes on at its server, whatever became of its process, and reports by itself. */
    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return boundary.call("resume", () -> {
            for (Invocation invocation : invocations) {
                Task task = world.ledger().find(invocation.id());
                if (!jobs.containsKey(invocation.id()) && (task == null || !task.begun)) {
                    world.log("interrupted: " + invocation.id());
                    world.reportChannel()
                            .send(ExecutionReport.failed(invocation, "Interrupted before it began.")
                                    .by(nextWorker()));
                }
            }
            return Set.of();
        });
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        boundary.call("cancel", () -> {
            invocations.forEach(this::stop);
            return true;
        });
    }

    private boolean takeOn(Invocation invocation) {
        if (jobs.containsKey(invocation.id())) {
            return true;
        }
        if (world.random().chance(world.faults().declines())) {
            return false;
        }
        Job job = new Job(invocation, nextWorker());
        jobs.put(invocation.id(), job);
        if (world.random().chance(0.1)) {
            pickUp(job);
        } else {
            int delay = world.random().chance(0.1) ? 6 * MINUTE : MINUTE;
            later(world.random().between(0, delay), job);
        }
        return true;
    }

    private Worker nextWorker() {
        return new Worker(process, ++lastRun);
    }

    private void later(int delay, Job job) {
        world.timeline().after(delay, node, () -> world.callCore(node, "picks up " + job.task.id(), m -> pickUp(job)));
    }

    private void pickUp(Job job) {
        if (jobs.get(job.task.id()) != job) {
            return;
        }
        ExecutionReport started = ExecutionReport.started(job.task, job.worker);
        ReportOutcome answer;
        try {
            answer = reports.report(started);
            world.checkNotEnded();
        } catch (PortException e) {
            world.checkNotEnded();
            later(1000, job);
            return;
        }
        world.log(job.task.id() + " started: " + answer);
        world.reportChannel().check(started, answer);
        boolean ours = answer == ReportOutcome.APPLIED || answer == ReportOutcome.REPEATED;
        if (world.parts().mayBegin(ours)) {
            begin(job);
        } else {
            jobs.remove(job.task.id());
        }
    }

    private void begin(Job job) {
        Task task = world.ledger().find(job.task.id());
        Invariant.BEGUN_ONCE.check(
                task != null && !task.begun && task.hasBeen(InvocationStatus.RUNNING) && task.isBegunBy(job.worker),
                () -> "begun by " + job.worker + ": " + task);
        task.begun = true;
        job.begun = true;
        if (world.random().chance(0.3)) {
            world.reportChannel().send(ExecutionReport.started(job.task, job.worker));
        }
        if (world.random().chance(0.95)) {
            int work = world.random().chance(0.1) ? 15 * MINUTE : 3 * MINUTE;
            world.timeline().after(world.random().between(0, work), null, () -> finish(job));
        }
    }

    private void finish(Job job) {
        if (job.stopped) {
            return;
        }
        boolean succeeds = world.random().chance(0.7);
        if (succeeds || world.random().chance(0.2)) {
            world.fleet().applyWork(job.task);
        }
        world.log("at work: " + job.task.id() + (succeeds ? " is done" : " fails"));
        ExecutionReport end =
                succeeds ? ExecutionReport.succeeded(job.task) : ExecutionReport.failed(job.task, "It broke.");
        world.reportChannel().send(world.random().chance(0.5) ? end.by(job.worker) : end);
    }

    private void stop(Invocation invocation) {
        Job job = jobs.get(invocation.id());
        if (job == null) {
            return;
        }
        if (!job.begun) {
            jobs.remove(invocation.id());
        } else if (world.random().chance(0.7)) {
            job.stopped = true;
            world.confirmStop(invocation.id());
            confirm(invocation);
        }
    }

    private void confirm(Invocation invocation) {
        ExecutionReport report = ExecutionReport.canceled(invocation);
        if (world.random().chance(0.7)) {
            world.reportChannel().send(report);
            return;
        }
        try {
            reports.report(report);
            world.checkNotEnded();
        } catch (PortException e) {
            world.checkNotEnded();
            world.reportChannel().send(report);
        }
    }
}
