package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;

/** Carries reports from the servers to any running process: late, twice, in any order, or not at all. */
final class Wire {
    private static final int MOST_AT_ONCE = 5;
    private static final int MINUTE = 60_000;

    private final World world;
    private final List<Message> underWay = new ArrayList<>();

    private record Message(ExecutionReport report, long due) {}

    Wire(World world) {
        this.world = world;
    }

    boolean isEmpty() {
        return underWay.isEmpty();
    }

    void send(ExecutionReport report) {
        if (world.dice().falls(world.faults().reportLost())) {
            world.log("lost: " + text(report));
            world.tally().saw("report lost");
            return;
        }
        carry(report);
        if (world.dice().falls(world.faults().reportDoubled())) {
            world.tally().saw("report doubled");
            carry(report);
        }
    }

    /** Delivers some of the arrived reports, in any order, in one call. */
    void deliver(Node node) {
        List<Message> due = world.dice()
                .shuffled(underWay.stream()
                        .filter(m -> m.due() <= world.timeline().now())
                        .toList());
        if (due.isEmpty()) {
            return;
        }
        List<Message> some = due.subList(0, Math.min(due.size(), world.dice().between(1, MOST_AT_ONCE)));
        underWay.removeAll(some);
        List<ExecutionReport> reports = some.stream().map(Message::report).toList();
        world.act(node, "reports " + reports.stream().map(Wire::text).toList(), maintenance -> {
            try {
                List<ReportOutcome> outcomes = maintenance.reports().report(reports);
                world.goOn();
                answered(reports, outcomes);
            } catch (PortException e) {
                world.goOn();
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
        world.tally().saw("report " + outcome);
        Invariant.ANSWER_IS_TRUE.check(isTrue(report, outcome), () -> text(report) + " was answered " + outcome);
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

    private void carry(ExecutionReport report) {
        int longest = world.dice().falls(0.1) ? 20 * MINUTE : MINUTE;
        underWay.add(new Message(report, world.timeline().now() + world.dice().between(0, longest)));
    }

    private static String text(ExecutionReport report) {
        return report.invocation() + " " + report.event();
    }
}
