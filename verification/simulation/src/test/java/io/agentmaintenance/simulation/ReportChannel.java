package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;

/** Carries reports from the servers to any running process: late, twice, in any order, or not at all. */
final class ReportChannel {
    private static final int MAX_BATCH = 5;
    private static final int MINUTE = 60_000;

    private final World world;
    private final List<Message> inTransit = new ArrayList<>();

    private record Message(ExecutionReport report, long due) {}

    ReportChannel(World world) {
        this.world = world;
    }

    boolean isEmpty() {
        return inTransit.isEmpty();
    }

    void send(ExecutionReport report) {
        if (world.random().chance(world.faults().reportLost())) {
            world.log("lost: " + text(report));
            world.counts().add("report lost");
            return;
        }
        enqueue(report);
        if (world.random().chance(world.faults().reportDoubled())) {
            world.counts().add("report doubled");
            enqueue(report);
        }
    }

    /** Delivers some of the arrived reports, in any order, in one call. */
    void deliver(Node node) {
        List<Message> due = world.random()
                .shuffled(inTransit.stream()
                        .filter(m -> m.due() <= world.timeline().now())
                        .toList());
        if (due.isEmpty()) {
            return;
        }
        List<Message> some = due.subList(0, Math.min(due.size(), world.random().between(1, MAX_BATCH)));
        inTransit.removeAll(some);
        List<ExecutionReport> reports = some.stream().map(Message::report).toList();
        world.callCore(
                node, "reports " + reports.stream().map(ReportChannel::text).toList(), maintenance -> {
                    try {
                        List<ReportOutcome> outcomes = maintenance.reports().report(reports);
                        world.checkNotEnded();
                        answered(reports, outcomes);
                    } catch (PortException e) {
                        world.checkNotEnded();
                        reports.forEach(this::send);
                        throw e;
                    }
                });
    }

    private void answered(List<ExecutionReport> reports, List<ReportOutcome> outcomes) {
        world.log("answered " + outcomes);
        Invariant.ANSWERED_IN_ORDER.check(
                outcomes.size() == reports.size(), () -> reports.size() + " reports, answered " + outcomes);
        for (int i = 0; i < reports.size(); i++) {
            ExecutionReport report = reports.get(i);
            ReportOutcome outcome = outcomes.get(i);
            check(report, outcome);
        }
    }

    /** Checks the answer to a report. */
    void check(ExecutionReport report, ReportOutcome outcome) {
        world.counts().add("report " + outcome);
        Invariant.ANSWER_MATCHES_STORE.check(isTrue(report, outcome), () -> text(report) + " was answered " + outcome);
    }

    private boolean isTrue(ExecutionReport report, ReportOutcome outcome) {
        Task task = world.ledger().find(report.invocation());
        if (task == null || outcome == ReportOutcome.UNKNOWN) {
            return outcome == ReportOutcome.UNKNOWN && !world.isStored(report.project(), report.invocation());
        }
        boolean starts = report.event() == ExecutionReport.Event.STARTED;
        return switch (outcome) {
            case APPLIED -> task.hasBeen(reported(report)) && (!starts || task.isBegunBy(report.worker()));
            // A rolled back task does not keep its earlier final state.
            case REPEATED ->
                (task.hasBeen(reported(report)) || task.hasBeen(InvocationStatus.ROLLBACKED))
                        && (!starts || task.isBegunBy(report.worker()));
            case TAKEN ->
                starts && task.hasBeen(InvocationStatus.RUNNING) && (task.unseen || !task.isBegunBy(report.worker()));
            case OBSOLETE -> !task.isActive();
            case UNKNOWN -> false;
        };
    }

    private static InvocationStatus reported(ExecutionReport report) {
        return switch (report.event()) {
            case STARTED -> InvocationStatus.RUNNING;
            case SUCCEEDED -> InvocationStatus.SUCCEEDED;
            case FAILED -> InvocationStatus.FAILED;
            case CANCELED -> InvocationStatus.CANCELED;
        };
    }

    private void enqueue(ExecutionReport report) {
        int longest = world.random().chance(0.1) ? 20 * MINUTE : MINUTE;
        inTransit.add(
                new Message(report, world.timeline().now() + world.random().between(0, longest)));
    }

    private static String text(ExecutionReport report) {
        return report.invocation() + " " + report.event();
    }
}
