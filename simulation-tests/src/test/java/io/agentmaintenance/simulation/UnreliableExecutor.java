package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * An executor that keeps its contract, on a network that does not: reports come late, twice, in any order, or never. Its
 * memory is gone when its process is.
 */
final class UnreliableExecutor implements AgentExecutor {
    private final World world;
    private final ReportExecutionUseCase reports;
    private final SplittableRandom random;
    private final Set<InvocationId> takenOn = new HashSet<>();
    private final boolean mortal;
    private boolean gone;

    UnreliableExecutor(World world, ReportExecutionUseCase reports, SplittableRandom random, boolean mortal) {
        this.mortal = mortal;
        this.world = world;
        this.reports = reports;
        this.random = random;
    }

    /** The process has crashed: nothing that was planned happens. */
    void crash() {
        gone = true;
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        if (mortal && world.crashesNow()) {
            throw new Crash();
        }
        if (world.faults.strike()) {
            throw new PortException("the executor is away", null);
        }
        Set<InvocationId> declined = new HashSet<>();
        for (Invocation task : invocations) {
            if (world.faults.strike()) {
                declined.add(task.id());
            } else if (takenOn.add(task.id())) {
                plan(100 + random.nextInt(20_000), () -> begin(task));
            }
        }
        return declined;
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        if (world.faults.strike()) {
            throw new PortException("the executor is away", null);
        }
        for (Invocation task : invocations) {
            boolean known = takenOn.remove(task.id());
            if (known && task.status() == InvocationStatus.RUNNING) {
                tell(ExecutionReport.canceled(task));
            }
        }
    }

    private void begin(Invocation task) {
        if (!takenOn.contains(task.id())) {
            return;
        }
        ReportOutcome outcome;
        try {
            outcome = reports.report(ExecutionReport.started(task));
        } catch (PortException e) {
            plan(1000, () -> begin(task));
            return;
        }
        // REPEATED: we may have been it, in a try that seemed to fail, or another node was. Better never than twice.
        if (outcome == ReportOutcome.APPLIED) {
            world.begins(task);
            plan(100 + random.nextInt(30_000), () -> end(task));
        }
    }

    private void end(Invocation task) {
        if (!takenOn.contains(task.id())) {
            return;
        }
        boolean succeeds = random.nextInt(4) != 0;
        if (succeeds) {
            world.agents.worked(task);
        }
        // Lost: the work is done, and nobody hears of it.
        if (!world.faults.strike()) {
            ExecutionReport report =
                    succeeds ? ExecutionReport.succeeded(task) : ExecutionReport.failed(task, "It did not work.");
            tell(report);
            if (random.nextInt(4) == 0) {
                tell(report);
            }
        }
    }

    // Late, after the time-outs even, and in any order; and again as long as the store is broken.
    private void tell(ExecutionReport report) {
        long delay = world.faults.strike() ? random.nextInt(2_000_000) : random.nextInt(500);
        List<Runnable> attempt = new ArrayList<>();
        attempt.add(() -> {
            try {
                reports.report(report);
            } catch (PortException e) {
                plan(1000, attempt.get(0));
            }
        });
        plan(delay, attempt.get(0));
    }

    private void plan(long millis, Runnable what) {
        world.agenda.after(millis, () -> {
            if (!gone) {
                what.run();
            }
        });
    }
}
