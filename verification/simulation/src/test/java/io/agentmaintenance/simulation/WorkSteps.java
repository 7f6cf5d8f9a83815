package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.Lost;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of the jobs of one process: reads what is stored, looks at the server, begins, stops and reports. A failed step is repeated. */
final class WorkSteps {
    private static final int SECOND = 1000;
    private static final int MINUTE = 60 * SECOND;

    private final World world;
    private final UnreliableExecutor executor;
    private final PortBoundary boundary;
    private final ReportExecutionUseCase reports;

    WorkSteps(World world, UnreliableExecutor executor, PortBoundary boundary, ReportExecutionUseCase reports) {
        this.world = world;
        this.executor = executor;
        this.boundary = boundary;
        this.reports = reports;
    }

    void take(Job job) {
        try {
            goOn(job);
        } catch (PortException e) {
            world.checkNotEnded();
            executor.later(SECOND, job);
        }
    }

    private void goOn(Job job) {
        if (job.end != null) {
            deliver(job, job.end);
            return;
        }
        Invocation stored = boundary.callGuarded(
                "findAll",
                () -> world.store()
                        .findAll(job.task.project(), List.of(job.task.id()))
                        .get(job.task.id()));
        if (stored == null || job.isOver(stored)) {
            executor.drop(job);
        } else if (job.begun || job.takenOver) {
            follow(job);
        } else if (job.wished && job.isStartedBy(stored)) {
            stopBeforeItBegins(job);
        } else {
            start(job);
        }
    }

    private void start(Job job) {
        job.transport.look(job.task);
        ExecutionReport started = ExecutionReport.started(job.task, job.worker);
        ReportOutcome answer = reports.report(started);
        world.checkNotEnded();
        world.log(job + " started: " + answer);
        world.reportChannel().check(started, answer);
        if (world.parts().mayBegin(answer)) {
            begin(job);
        } else {
            executor.drop(job);
        }
    }

    private void begin(Job job) {
        if (job.transport.begin(job.task) == BeginOutcome.REFUSED) {
            end(job, ExecutionReport.canceled(job.task));
            return;
        }
        job.begun = true;
        world.log(job + " has begun");
        if (world.random().chance(0.3)) {
            world.reportChannel().send(ExecutionReport.started(job.task, job.worker));
        }
        executor.later(world.random().between(0, MINUTE), job);
    }

    private void follow(Job job) {
        Look look = job.transport.look(job.task);
        world.log(job + " sees " + look);
        if (look instanceof Succeeded) {
            end(job, ExecutionReport.succeeded(job.task));
        } else if (look instanceof Failed failed) {
            end(job, ExecutionReport.failed(job.task, failed.message()));
        } else if (look instanceof Lost lost) {
            judge(job, lost);
        } else if (look instanceof Alive alive) {
            watch(job, alive.lookAgainIn());
        } else if (job.takenOver) {
            endNotBegun(job);
        } else {
            executor.later(MINUTE, job);
        }
    }

    private void judge(Job job, Lost lost) {
        if (lost.agent().isOn(job.task.versions().target())) {
            end(job, ExecutionReport.succeeded(job.task));
        } else if (job.transport.stop(job.task) == StopOutcome.STOPPED) {
            end(job, ExecutionReport.failed(job.task, "Interrupted: " + lost.message()));
        } else {
            executor.later(SECOND, job);
        }
    }

    private void watch(Job job, @Nullable Duration hint) {
        if (!job.wished) {
            lookAgain(job, hint);
            return;
        }
        StopOutcome outcome = job.transport.stop(job.task);
        world.log(job + " is to stop: " + outcome);
        if (outcome != StopOutcome.STOPPED) {
            lookAgain(job, hint);
        } else if (job.takenOver) {
            // Nobody knows how far the work of another had come, so the agent decides.
            executor.later(0, job);
        } else {
            end(job, ExecutionReport.canceled(job.task));
        }
    }

    private void lookAgain(Job job, @Nullable Duration hint) {
        executor.later(hint == null ? world.random().between(MINUTE, 5 * MINUTE) : hint.toMillis(), job);
    }

    private void endNotBegun(Job job) {
        if (world.parts().beginsTheWorkOfOthers()) {
            begin(job);
        } else if (!world.parts().stopsBeforeItReports() || job.transport.stop(job.task) == StopOutcome.STOPPED) {
            end(
                    job,
                    job.wished
                            ? ExecutionReport.canceled(job.task)
                            : ExecutionReport.failed(job.task, "Interrupted before it began."));
        } else {
            executor.later(SECOND, job);
        }
    }

    private void stopBeforeItBegins(Job job) {
        if (job.transport.stop(job.task) == StopOutcome.STOPPED) {
            end(job, ExecutionReport.canceled(job.task));
        } else {
            job.begun = true;
            executor.later(SECOND, job);
        }
    }

    private void end(Job job, ExecutionReport report) {
        ExecutionReport end = world.random().chance(0.5) ? report.by(job.worker) : report;
        if (end.event() == ExecutionReport.Event.CANCELED) {
            world.confirmStop(end.invocation());
        }
        job.end = end;
        if (world.random().chance(0.5)) {
            world.reportChannel().send(end);
            executor.drop(job);
        } else {
            deliver(job, end);
        }
    }

    private void deliver(Job job, ExecutionReport end) {
        ReportOutcome answer = reports.report(end);
        world.checkNotEnded();
        world.log(job + " ended: " + end.event() + " " + answer);
        world.reportChannel().check(end, answer);
        executor.drop(job);
    }
}
