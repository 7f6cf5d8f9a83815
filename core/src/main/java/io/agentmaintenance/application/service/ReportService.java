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

/**
 * Records what happened to executions. It works in rounds of at most two reads and one write for each project. One round is enough
 * unless there is a conflict or a failure, an invocation has several reports, or an end is reported before its start.
 */
final class ReportService implements ReportExecutionUseCase {
    // A conflict means that another caller changed the invocation. So many in a row mean that the repository is broken.
    private static final int MAX_ROUNDS_OF_CONFLICTS = 1000;

    private final InvocationRepository repository;
    private final TransitionWriter transitions;
    private final BatchSplitter splitter;
    private final Clock clock;

    ReportService(InvocationRepository repository, TransitionWriter transitions, BatchSplitter splitter, Clock clock) {
        this.repository = repository;
        this.transitions = transitions;
        this.splitter = splitter;
        this.clock = clock;
    }

    @Override
    public List<ReportOutcome> report(List<ExecutionReport> reports) {
        List<OpenReport> all = reports.stream().map(OpenReport::new).toList();
        Failures failures = new Failures();
        OpenReports.byProject(all)
                .forEach((project, ofProject) ->
                        splitter.process(ofProject, part -> settle(project, part, failures), failures));
        long unrecorded = all.stream().filter(report -> !report.hasOutcome()).count();
        if (unrecorded > 0) {
            throw failures.asException(unrecorded + " of " + all.size() + " reports could not be recorded");
        }
        failures.report("reports were recorded in several attempts");
        return all.stream().map(OpenReport::outcome).toList();
    }

    /** Records reports until each has an outcome. If it throws, the outcomes found by then are kept. */
    private void settle(ProjectId project, List<OpenReport> reports, Failures failures) {
        List<OpenReport> open = OpenReports.stillOpen(reports);
        for (int conflicts = 0; !open.isEmpty(); ) {
            conflicts = round(project, open, failures) ? 0 : conflicts + 1;
            if (conflicts > MAX_ROUNDS_OF_CONFLICTS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            open = OpenReports.stillOpen(open);
        }
    }

    /**
     * Applies the next step of the first open report of each invocation. Returns false if no report got an outcome and every step was a
     * conflict.
     */
    private boolean round(ProjectId project, List<OpenReport> open, Failures failures) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Collection<OpenReport> reports = read(project, open);
        Map<InvocationId, Invocation> undone = Succession.undoneBy(repository, project, OpenReports.known(reports));
        List<OpenReport> stepping = new ArrayList<>();
        DistinctUpdates updates = new DistinctUpdates();
        for (OpenReport report : reports) {
            InvocationUpdate update = report.next(undone, now);
            // A report whose update concerns the same invocation as an earlier one has its turn in the next round.
            if (update != null && updates.add(update)) {
                stepping.add(report);
            }
        }
        boolean progress = stepping.size() < reports.size();
        return store(project, stepping, updates.all(), failures) || progress;
    }

    /** Stores the steps; returns false if every one was a conflict. */
    private boolean store(
            ProjectId project, List<OpenReport> stepping, List<InvocationUpdate> updates, Failures failures) {
        List<WriteOutcome> outcomes = updates.isEmpty() ? List.of() : transitions.store(project, updates);
        boolean progress = false;
        for (int i = 0; i < outcomes.size(); i++) {
            WriteOutcome outcome = outcomes.get(i);
            progress |= outcome != WriteOutcome.CONFLICT;
            if (outcome == WriteOutcome.STORED) {
                stepping.get(i).stored(updates.get(i).change());
            } else if (outcome == WriteOutcome.FAILED) {
                stepping.get(i).notStored();
                failures.add(new PortException("the repository failed to store a report", null));
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
