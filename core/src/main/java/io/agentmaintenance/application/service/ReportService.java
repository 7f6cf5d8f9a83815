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

/** Records what happened to executions. Without races it needs two reads and one write for each project. */
final class ReportService implements ReportExecutionUseCase {
    // A lost race means that another report won one. A store that makes us lose this often is broken.
    private static final int MAX_LOST_ROUNDS = 1000;

    private final InvocationRepository repository;
    private final TransitionWriter transitions;
    private final Clock clock;

    ReportService(InvocationRepository repository, TransitionWriter transitions, Clock clock) {
        this.repository = repository;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    public List<ReportOutcome> report(List<ExecutionReport> reports) {
        List<OpenReport> all = reports.stream().map(OpenReport::new).toList();
        OpenReports.byProject(all).forEach(this::settle);
        return all.stream().map(OpenReport::outcome).toList();
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

    /** Applies the next step of the first report of each invocation; returns false if every step lost a race. */
    private boolean round(ProjectId project, List<OpenReport> open) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Collection<OpenReport> reports = read(project, open);
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, OpenReports.known(reports));
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
        List<WriteOutcome> outcomes = updates.isEmpty() ? List.of() : transitions.storeReported(project, updates);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                stepping.get(i).stored(updates.get(i).change());
                progress = true;
            }
        }
        return progress;
    }

    private Collection<OpenReport> read(ProjectId project, List<OpenReport> open) {
        Collection<OpenReport> reports = OpenReports.firstOfEach(open);
        Map<InvocationId, Invocation> known = repository.findAll(
                project, reports.stream().map(OpenReport::invocationId).toList());
        reports.forEach(report -> report.see(known.get(report.invocationId())));
        return reports;
    }
}
