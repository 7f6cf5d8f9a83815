package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of some reports go together, and which are left. */
final class OpenReports {
    private OpenReports() {}

    /** The reports of each project. */
    static Collection<List<OpenReport>> byProject(List<OpenReport> all) {
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

    /** Those without an outcome, to be read anew. */
    static List<OpenReport> stillOpen(List<OpenReport> reports) {
        List<OpenReport> open = new ArrayList<>(0);
        for (OpenReport report : reports) {
            if (report.isOpen()) {
                open.add(report);
            }
        }
        return open;
    }

    /** Of several reports of one invocation the first. */
    static Collection<OpenReport> firstOfEach(List<OpenReport> open) {
        Map<InvocationId, OpenReport> first = new LinkedHashMap<>(open.size() * 2);
        for (OpenReport report : open) {
            first.putIfAbsent(report.invocationId(), report);
        }
        return first.values();
    }

    /** The invocations that were seen and undo an update. */
    static List<Invocation> rollbacks(Collection<OpenReport> reports) {
        List<Invocation> rollbacks = new ArrayList<>(0);
        for (OpenReport report : reports) {
            Invocation invocation = report.seen();
            if (invocation != null && invocation.lineage().rollbackOf() != null) {
                rollbacks.add(invocation);
            }
        }
        return rollbacks;
    }
}
