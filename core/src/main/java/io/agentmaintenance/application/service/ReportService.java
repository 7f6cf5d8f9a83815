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
import java.util.List;
import java.util.Map;

/** Records what happened to executions, with two reads and one write per project where nobody interferes. */
final class ReportService implements ReportExecutionUseCase {
    // A lost race means that another report won one. A store that makes us lose this often is broken.
    private static final int MAX_LOST_ROUNDS = 1000;

    private final InvocationRepository repository;
    private final Steps steps;
    private final Clock clock;

    ReportService(InvocationRepository repository, Steps steps, Clock clock) {
        this.repository = repository;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public List<ReportOutcome> report(List<ExecutionReport> reports) {
        List<OpenReport> all = new ArrayList<>(reports.size());
        for (ExecutionReport report : reports) {
            all.add(new OpenReport(report));
        }
        for (List<OpenReport> ofOneProject : OpenReports.byProject(all)) {
            settle(ofOneProject.get(0).project(), ofOneProject);
        }
        List<ReportOutcome> outcomes = new ArrayList<>(all.size());
        for (OpenReport open : all) {
            outcomes.add(open.outcome());
        }
        return outcomes;
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
        Instant now = Instant.ofEpochMilli(clock.millis());
        Collection<OpenReport> reports = read(project, open);
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, OpenReports.rollbacks(reports));
        List<OpenReport> stepping = new ArrayList<>(reports.size());
        List<InvocationUpdate> updates = new ArrayList<>(reports.size());
        for (OpenReport report : reports) {
            InvocationUpdate update = report.next(undone, now);
            if (update != null) {
                stepping.add(report);
                updates.add(update);
            }
        }
        boolean progress = updates.isEmpty() || stepping.size() < reports.size();
        List<WriteOutcome> outcomes = updates.isEmpty() ? List.of() : steps.storeReported(project, updates);
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
}
