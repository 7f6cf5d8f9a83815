package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Groups reports and selects the unresolved ones. */
final class OpenReports {
    private OpenReports() {}

    /** The reports of each project, in their order. */
    static Map<ProjectId, List<OpenReport>> byProject(List<OpenReport> all) {
        return all.stream()
                .collect(Collectors.groupingBy(OpenReport::project, LinkedHashMap::new, Collectors.toList()));
    }

    /** The reports without an outcome, to be read again. */
    static List<OpenReport> stillOpen(List<OpenReport> reports) {
        return reports.stream().filter(OpenReport::isOpen).toList();
    }

    /** The first report of each invocation. A second one builds on the first, so it waits for the next round. */
    static Collection<OpenReport> firstOfEach(List<OpenReport> open) {
        Map<InvocationId, OpenReport> first = new LinkedHashMap<>();
        open.forEach(report -> first.putIfAbsent(report.invocationId(), report));
        return first.values();
    }

    /** The invocations of the reports, as far as they are known. */
    static List<Invocation> known(Collection<OpenReport> reports) {
        List<Invocation> known = new ArrayList<>();
        for (OpenReport report : reports) {
            Invocation invocation = report.seen();
            if (invocation != null) {
                known.add(invocation);
            }
        }
        return known;
    }
}
