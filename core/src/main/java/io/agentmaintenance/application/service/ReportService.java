package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
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
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Records what happened to executions, with two reads and one write per project where nobody interferes. */
final class ReportService implements ReportExecutionUseCase {
    // A lost race means that another report won one. A store that makes us lose this often is broken.
    private static final int MAX_LOST_ROUNDS = 1000;

    private final InvocationRepository repository;
    private final Announcer announcer;
    private final Clock clock;

    ReportService(InvocationRepository repository, Announcer announcer, Clock clock) {
        this.repository = repository;
        this.announcer = announcer;
        this.clock = clock;
    }

    @Override
    public List<ReportOutcome> report(List<ExecutionReport> reports) {
        List<OpenReport> all = new ArrayList<>(reports.size());
        for (ExecutionReport report : reports) {
            all.add(new OpenReport(report, null));
        }
        settle(all);
        List<ReportOutcome> outcomes = new ArrayList<>(all.size());
        for (OpenReport open : all) {
            outcomes.add(open.outcome());
        }
        return outcomes;
    }

    @Override
    public void carryOut(List<Invocation> invocations, Function<List<Invocation>, List<ExecutionReport>> work) {
        List<@Nullable Invocation> started = arePendingInOneProject(invocations)
                ? startTogether(invocations.get(0).project(), invocations)
                : startEach(invocations, true);
        List<Invocation> begun = begun(invocations, started);
        if (!begun.isEmpty()) {
            settle(endsOf(started, work.apply(begun)));
        }
    }

    /** Those that have started, as they were before. */
    private static List<Invocation> begun(List<Invocation> invocations, List<@Nullable Invocation> started) {
        if (!started.contains(null)) {
            return invocations; // As it nearly always is. Benchmark: HttpCreateBenchmark.
        }
        List<Invocation> begun = new ArrayList<>(invocations.size());
        for (int i = 0; i < started.size(); i++) {
            if (started.get(i) != null) {
                begun.add(invocations.get(i));
            }
        }
        return begun;
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

    /**
     * Starts invocations as they nearly always are: in one write, without reports of what is known. What each has become, or null where
     * it may not begin. Benchmark: HttpCreateBenchmark.
     */
    private List<@Nullable Invocation> startTogether(ProjectId project, List<Invocation> invocations) {
        Instant now = now();
        List<InvocationUpdate> updates = new ArrayList<>(invocations.size());
        InvocationChange before = null;
        for (Invocation invocation : invocations) {
            InvocationChange along = before == null ? null : invocation.along(before);
            before = along == null ? invocation.start(now) : along;
            updates.add(InvocationUpdate.of(before));
        }
        List<WriteOutcome> outcomes = store(project, updates);
        List<@Nullable Invocation> started = new ArrayList<>(invocations.size());
        List<Invocation> lost = new ArrayList<>(0);
        for (int i = 0; i < outcomes.size(); i++) {
            boolean stored = outcomes.get(i) == WriteOutcome.STORED;
            started.add(stored ? updates.get(i).change().after() : null);
            if (!stored) {
                lost.add(invocations.get(i));
            }
        }
        if (!lost.isEmpty()) {
            Iterator<@Nullable Invocation> late = startEach(lost, false).iterator();
            started.replaceAll(runs -> runs == null ? late.next() : runs);
        }
        return started;
    }

    /** The same by a report of each; {@code known} says whether the invocations are as they were stored last, as far as one knows. */
    private List<@Nullable Invocation> startEach(List<Invocation> invocations, boolean known) {
        List<OpenReport> starts = new ArrayList<>(invocations.size());
        for (Invocation invocation : invocations) {
            starts.add(new OpenReport(ExecutionReport.started(invocation), known ? invocation : null));
        }
        settle(starts);
        List<@Nullable Invocation> started = new ArrayList<>(invocations.size());
        for (OpenReport start : starts) {
            started.add(start.outcome() == ReportOutcome.APPLIED ? start.seen() : null);
        }
        return started;
    }

    /** The reports of ends, each with what has started, if they are in that order. */
    private static List<OpenReport> endsOf(List<@Nullable Invocation> started, List<ExecutionReport> reports) {
        List<OpenReport> ends = new ArrayList<>(reports.size());
        int at = 0;
        for (ExecutionReport report : reports) {
            while (at < started.size() && started.get(at) == null) {
                at++;
            }
            Invocation seen = at < started.size() ? started.get(at++) : null;
            boolean isOfSeen = seen != null && seen.id().equals(report.invocation());
            ends.add(new OpenReport(report, isOfSeen ? seen : null));
        }
        return ends;
    }

    private void settle(List<OpenReport> all) {
        for (List<OpenReport> ofOneProject : OpenReports.byProject(all)) {
            settle(ofOneProject.get(0).project(), ofOneProject);
        }
    }

    private void settle(ProjectId project, List<OpenReport> reports) {
        List<OpenReport> open = reports;
        for (int lost = 0; !open.isEmpty(); ) {
            lost = round(project, open) ? 0 : lost + 1;
            if (lost > MAX_LOST_ROUNDS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            open = OpenReports.stillOpen(open);
        }
    }

    /** Takes every report, or of several for one invocation the first, one step further; false if others interfered with all. */
    private boolean round(ProjectId project, List<OpenReport> open) {
        Instant now = now();
        Collection<OpenReport> reports = OpenReports.allSeen(open) ? open : read(project, open);
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, OpenReports.rollbacks(reports));
        List<OpenReport> stepping = new ArrayList<>(reports.size());
        List<InvocationUpdate> updates = new ArrayList<>(reports.size());
        InvocationUpdate before = null;
        for (OpenReport report : reports) {
            InvocationUpdate update = report.next(undone, now, before);
            if (update != null) {
                before = update;
                stepping.add(report);
                updates.add(update);
            }
        }
        boolean progress = updates.isEmpty() || stepping.size() < reports.size();
        List<WriteOutcome> outcomes = updates.isEmpty() ? List.of() : store(project, updates);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                stepping.get(i).stored(updates.get(i).change());
                progress = true;
            }
        }
        return progress;
    }

    // Two reports of one invocation build on each other, so the second waits for the next round. Where as many
    // invocations were found as there are reports, there is no second. Benchmark: ReportBenchmark.
    private Collection<OpenReport> read(ProjectId project, List<OpenReport> open) {
        List<InvocationId> ids = new ArrayList<>(open.size());
        for (OpenReport report : open) {
            ids.add(report.invocationId());
        }
        Map<InvocationId, Invocation> known = repository.findAll(project, ids);
        for (OpenReport report : open) {
            report.see(known.get(report.invocationId()));
        }
        return known.size() == open.size() ? open : OpenReports.firstOfEach(open);
    }

    /** Stores updates, and announces those that were stored. */
    private List<WriteOutcome> store(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = repository.update(project, updates);
        announcer.changed(updates, outcomes);
        if (outcomes.contains(WriteOutcome.FAILED)) {
            throw new PortException("the repository failed to store a report", null);
        }
        return outcomes;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
