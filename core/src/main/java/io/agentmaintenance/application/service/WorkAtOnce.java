package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Work of one project that is over as soon as it has begun. Where nobody interferes, all of it begins in one write and ends in another,
 * without reports; what loses a race goes the way of reports. Benchmark: HttpCreateBenchmark.
 */
final class WorkAtOnce {
    private final InvocationRepository repository;
    private final Steps steps;
    private final ReportExecutionUseCase reports;
    private final Clock clock;

    WorkAtOnce(InvocationRepository repository, Steps steps, ReportExecutionUseCase reports, Clock clock) {
        this.repository = repository;
        this.steps = steps;
        this.reports = reports;
        this.clock = clock;
    }

    /** {@return whether some invocations are pending, and of one project} */
    static boolean isPossible(List<Invocation> invocations) {
        for (Invocation invocation : invocations) {
            if (invocation.status() != InvocationStatus.PENDING
                    || !invocation.project().equals(invocations.get(0).project())) {
                return false;
            }
        }
        return !invocations.isEmpty();
    }

    void carryOut(List<Invocation> invocations, Consumer<List<Invocation>> work) {
        ProjectId project = invocations.get(0).project();
        List<InvocationUpdate> starts = starts(invocations);
        List<WriteOutcome> outcomes = steps.storeReported(project, starts);
        List<Invocation> begun = begun(invocations, outcomes);
        if (begun.isEmpty()) {
            return;
        }
        work.accept(begun);
        if (areStored(outcomes)) {
            end(project, starts);
        } else {
            reportSuccesses(begun);
        }
    }

    private List<InvocationUpdate> starts(List<Invocation> invocations) {
        Instant now = now();
        List<InvocationUpdate> starts = new ArrayList<>(invocations.size());
        InvocationChange before = null;
        for (Invocation invocation : invocations) {
            InvocationChange along = before == null ? null : invocation.along(before);
            before = along == null ? invocation.start(now) : along;
            starts.add(InvocationUpdate.of(before));
        }
        return starts;
    }

    /** Those that have started now, by these steps or by reports. */
    private List<Invocation> begun(List<Invocation> invocations, List<WriteOutcome> outcomes) {
        if (areStored(outcomes)) {
            return invocations;
        }
        List<Invocation> begun = new ArrayList<>(invocations.size());
        for (int i = 0; i < outcomes.size(); i++) {
            Invocation invocation = invocations.get(i);
            if (outcomes.get(i) == WriteOutcome.STORED
                    || reports.report(ExecutionReport.started(invocation)) == ReportOutcome.APPLIED) {
                begun.add(invocation);
            }
        }
        return begun;
    }

    /** Ends what these steps have begun, on what they stored. */
    private void end(ProjectId project, List<InvocationUpdate> starts) {
        List<Invocation> running = new ArrayList<>(starts.size());
        for (InvocationUpdate start : starts) {
            running.add(start.change().after());
        }
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, running);
        Instant now = now();
        List<InvocationUpdate> ends = new ArrayList<>(running.size());
        InvocationUpdate before = null;
        for (Invocation invocation : running) {
            before = Succession.success(invocation, Succession.undone(invocation, undone), now, before);
            ends.add(before);
        }
        List<WriteOutcome> outcomes = steps.storeReported(project, ends);
        if (!areStored(outcomes)) {
            reportSuccesses(lost(running, outcomes));
        }
    }

    private static List<Invocation> lost(List<Invocation> running, List<WriteOutcome> outcomes) {
        List<Invocation> lost = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) != WriteOutcome.STORED) {
                lost.add(running.get(i));
            }
        }
        return lost;
    }

    private void reportSuccesses(List<Invocation> invocations) {
        reports.report(invocations.stream().map(ExecutionReport::succeeded).toList());
    }

    private static boolean areStored(List<WriteOutcome> outcomes) {
        for (WriteOutcome outcome : outcomes) {
            if (outcome != WriteOutcome.STORED) {
                return false;
            }
        }
        return true;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
