package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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
        List<OpenReport> starts = new ArrayList<>(invocations.size());
        for (Invocation invocation : invocations) {
            starts.add(new OpenReport(ExecutionReport.started(invocation), invocation));
        }
        settle(starts);
        List<Invocation> begun = new ArrayList<>(invocations.size());
        List<@Nullable Invocation> running = new ArrayList<>(invocations.size());
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i).outcome() == ReportOutcome.APPLIED) {
                begun.add(invocations.get(i));
                running.add(starts.get(i).seen());
            }
        }
        if (!begun.isEmpty()) {
            settle(endsOf(running, work.apply(begun)));
        }
    }

    private static List<OpenReport> endsOf(List<@Nullable Invocation> running, List<ExecutionReport> reports) {
        List<OpenReport> ends = new ArrayList<>(reports.size());
        for (int i = 0; i < reports.size(); i++) {
            ExecutionReport report = reports.get(i);
            Invocation seen = i < running.size() ? running.get(i) : null;
            boolean isOfSeen = seen != null && seen.id().equals(report.invocation());
            ends.add(new OpenReport(report, isOfSeen ? seen : null));
        }
        return ends;
    }

    private void settle(List<OpenReport> all) {
        for (List<OpenReport> ofOneProject : byProject(all)) {
            settle(ofOneProject.get(0).project(), ofOneProject);
        }
    }

    private static Collection<List<OpenReport>> byProject(List<OpenReport> all) {
        if (areOfOneProject(all)) {
            return List.of(all); // As it nearly always is: nothing has to be sorted. Benchmark: ReportBenchmark.
        }
        Map<ProjectId, List<OpenReport>> byProject = new LinkedHashMap<>();
        for (OpenReport report : all) {
            byProject.computeIfAbsent(report.project(), p -> new ArrayList<>()).add(report);
        }
        return byProject.values();
    }

    private static boolean areOfOneProject(List<OpenReport> all) {
        for (OpenReport report : all) {
            if (!report.project().equals(all.get(0).project())) {
                return false;
            }
        }
        return !all.isEmpty();
    }

    private void settle(ProjectId project, List<OpenReport> reports) {
        List<OpenReport> open = reports;
        for (int lost = 0; !open.isEmpty(); ) {
            lost = round(project, open) ? 0 : lost + 1;
            if (lost > MAX_LOST_ROUNDS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            open = stillOpen(open);
        }
    }

    private static List<OpenReport> stillOpen(List<OpenReport> reports) {
        List<OpenReport> open = new ArrayList<>(0);
        for (OpenReport report : reports) {
            if (report.isOpen()) {
                report.see(null); // Others may have changed it meanwhile.
                open.add(report);
            }
        }
        return open;
    }

    /** Takes every report, or of several for one invocation the first, one step further; false if others interfered with all. */
    private boolean round(ProjectId project, List<OpenReport> open) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Collection<OpenReport> reports = allSeen(open) ? open : read(project, open);
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, seen(reports));
        List<OpenReport> stepping = new ArrayList<>(reports.size());
        List<InvocationUpdate> updates = new ArrayList<>(reports.size());
        for (OpenReport report : reports) {
            InvocationUpdate update = report.next(undone, now);
            if (update != null) {
                stepping.add(report);
                updates.add(update);
            }
        }
        return updates.isEmpty() || store(project, stepping, updates) || stepping.size() < reports.size();
    }

    private static boolean allSeen(List<OpenReport> open) {
        for (OpenReport report : open) {
            if (report.seen() == null) {
                return false;
            }
        }
        return true;
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
        return known.size() == open.size() ? open : firstOfEach(open);
    }

    private static Collection<OpenReport> firstOfEach(List<OpenReport> open) {
        Map<InvocationId, OpenReport> first = new LinkedHashMap<>(open.size() * 2);
        for (OpenReport report : open) {
            first.putIfAbsent(report.invocationId(), report);
        }
        return first.values();
    }

    private static List<Invocation> seen(Collection<OpenReport> reports) {
        List<Invocation> seen = new ArrayList<>(reports.size());
        for (OpenReport report : reports) {
            Invocation invocation = report.seen();
            if (invocation != null) {
                seen.add(invocation);
            }
        }
        return seen;
    }

    private boolean store(ProjectId project, List<OpenReport> stepping, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = repository.update(project, updates);
        boolean progress = false;
        boolean failed = false;
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                announcer.changed(updates.get(i).change());
                announcer.changed(updates.get(i).alongside());
                stepping.get(i).stored(updates.get(i).change());
                progress = true;
            }
            failed |= outcomes.get(i) == WriteOutcome.FAILED;
        }
        if (failed) {
            throw new PortException("the repository failed to store a report", null);
        }
        return progress;
    }
}
