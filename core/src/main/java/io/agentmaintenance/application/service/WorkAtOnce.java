package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Work that is over as soon as it has begun. Where nobody interferes, all of it begins in one write and ends in another, without reports of
 * what is known; what loses a race goes the way of reports. Benchmark: HttpCreateBenchmark.
 */
final class WorkAtOnce {
    private final ReportService reports;

    WorkAtOnce(ReportService reports) {
        this.reports = reports;
    }

    void carryOut(List<Invocation> invocations, Function<List<Invocation>, List<ExecutionReport>> work) {
        List<@Nullable Invocation> started = start(invocations);
        List<Invocation> begun = begun(invocations, started);
        if (!begun.isEmpty()) {
            end(started, work.apply(begun));
        }
    }

    /** What each has become, or null where it may not begin. */
    private List<@Nullable Invocation> start(List<Invocation> invocations) {
        if (!arePendingInOneProject(invocations)) {
            List<@Nullable Invocation> started = new ArrayList<>(invocations.size());
            invocations.forEach(invocation -> started.add(null));
            startByReports(invocations, started, true);
            return started;
        }
        Instant now = reports.now();
        List<@Nullable Invocation> started = together(invocations, (invocation, before) -> {
            InvocationChange along = before == null ? null : invocation.along(before.change());
            return InvocationUpdate.of(along == null ? invocation.start(now) : along);
        });
        startByReports(invocations, started, false);
        return started;
    }

    /** Starts those that have not; {@code known} says whether they are as they were stored last, as far as one knows. */
    private void startByReports(List<Invocation> invocations, List<@Nullable Invocation> started, boolean known) {
        List<OpenReport> starts = new ArrayList<>(0);
        for (int i = 0; i < started.size(); i++) {
            if (started.get(i) == null) {
                Invocation invocation = invocations.get(i);
                starts.add(new OpenReport(ExecutionReport.started(invocation), known ? invocation : null));
            }
        }
        if (!starts.isEmpty()) {
            reports.settle(starts);
            Iterator<OpenReport> late = starts.iterator();
            started.replaceAll(runs -> runs == null ? late.next().applied() : runs);
        }
    }

    /** Those that have started, as they were before. */
    private static List<Invocation> begun(List<Invocation> invocations, List<@Nullable Invocation> started) {
        if (!started.contains(null)) {
            return invocations; // As it nearly always is.
        }
        List<Invocation> begun = new ArrayList<>(invocations.size());
        for (int i = 0; i < started.size(); i++) {
            if (started.get(i) != null) {
                begun.add(invocations.get(i));
            }
        }
        return begun;
    }

    private void end(List<@Nullable Invocation> started, List<ExecutionReport> ends) {
        if (!areSuccesses(started, ends)) {
            reports.settle(seen(started, ends));
            return;
        }
        Instant now = reports.now();
        List<@Nullable Invocation> ended =
                together(started, (invocation, before) -> Succession.success(invocation, null, now, before));
        List<OpenReport> lost = new ArrayList<>(0);
        for (int i = 0; i < ended.size(); i++) {
            if (ended.get(i) == null) {
                lost.add(new OpenReport(ends.get(i), null));
            }
        }
        reports.settle(lost);
    }

    /** Takes a step of each in one write, given the step of the one before: what each has become, or null where it lost a race. */
    private List<@Nullable Invocation> together(
            List<? extends @Nullable Invocation> all,
            BiFunction<Invocation, @Nullable InvocationUpdate, InvocationUpdate> step) {
        List<InvocationUpdate> updates = new ArrayList<>(all.size());
        InvocationUpdate before = null;
        for (Invocation invocation : all) {
            before = step.apply(invocation, before);
            updates.add(before);
        }
        List<WriteOutcome> outcomes = reports.store(all.get(0).project(), updates);
        List<@Nullable Invocation> after = new ArrayList<>(all.size());
        for (int i = 0; i < outcomes.size(); i++) {
            boolean stored = outcomes.get(i) == WriteOutcome.STORED;
            after.add(stored ? updates.get(i).change().after() : null);
        }
        return after;
    }

    private static boolean arePendingInOneProject(List<Invocation> invocations) {
        for (Invocation invocation : invocations) {
            if (invocation.status() != InvocationStatus.PENDING
                    || !invocation.project().equals(invocations.get(0).project())) {
                return false;
            }
        }
        return !invocations.isEmpty();
    }

    /** Whether all have started, in one project, and each has succeeded, without a consequence for another. */
    private static boolean areSuccesses(List<@Nullable Invocation> started, List<ExecutionReport> ends) {
        if (ends.size() != started.size()) {
            return false;
        }
        ProjectId project = ends.get(0).project();
        for (int i = 0; i < ends.size(); i++) {
            ExecutionReport end = ends.get(i);
            Invocation runs = started.get(i);
            if (runs == null
                    || end.event() != ExecutionReport.Event.SUCCEEDED
                    || !end.invocation().equals(runs.id())
                    || !end.project().equals(project)
                    || !runs.project().equals(project)
                    || runs.lineage().rollbackOf() != null) {
                return false;
            }
        }
        return true;
    }

    /** The reports of ends, each with what has started, if they are in that order. */
    private static List<OpenReport> seen(List<@Nullable Invocation> started, List<ExecutionReport> ends) {
        List<OpenReport> open = new ArrayList<>(ends.size());
        int at = 0;
        for (ExecutionReport end : ends) {
            while (at < started.size() && started.get(at) == null) {
                at++;
            }
            Invocation seen = at < started.size() ? started.get(at++) : null;
            boolean isOfSeen = seen != null && seen.id().equals(end.invocation());
            open.add(new OpenReport(end, isOfSeen ? seen : null));
        }
        return open;
    }
}
