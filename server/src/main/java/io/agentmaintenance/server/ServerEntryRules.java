package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.domain.InstanceId;
import java.util.List;

/** The rules about several settings of one entry of a project's servers, and about one entry beside the others. */
final class ServerEntryRules {
    private static final int MAX_SERVERS = 10_000_000;

    private final Settings at;
    private final FleetConfiguration entry;

    ServerEntryRules(Settings at, FleetConfiguration entry) {
        this.at = at;
        this.entry = entry;
    }

    /** Adds a problem for each rule that the entry breaks, and the servers of the entry to the others of its project. */
    void check(ServerNames servers, HeapBudget heap) {
        boolean hasPattern = at.has("pattern");
        int ways = (at.has("id") ? 1 : 0) + (hasPattern ? 1 : 0) + (entry.any() ? 1 : 0);
        for (String bound : List.of("from", "to")) {
            if (hasPattern && !at.has(bound)) {
                at.problem(bound, "is required beside pattern");
            } else if (!hasPattern && at.has(bound)) {
                at.problem(bound, "has no effect without pattern");
            }
        }
        for (String ofKnownServers : List.of("name", "intranetIps", "elasticIps")) {
            if (entry.any() && at.has(ofKnownServers)) {
                at.problem(ofKnownServers, "has no effect with any: true; it needs an id or a pattern");
            }
        }
        if (ways > 1) {
            at.problem("must have only one of id, pattern, any: true");
        } else if (ways == 0) {
            at.require(false, "must have one of id, pattern, any: true");
        } else if (entry.any()) {
            servers.addAny(at);
        } else if (entry.id() != null && fits(1, heap)) {
            servers.add(InstanceId.of(entry.id()), at);
        } else if (entry.pattern() != null && entry.from() != null && entry.to() != null) {
            checkRange(entry.from(), entry.to(), servers, heap);
        }
    }

    private void checkRange(int from, int to, ServerNames servers, HeapBudget heap) {
        if (from > to) {
            at.problem("from", "must not be greater than to");
        } else if (to - from >= MAX_SERVERS) {
            at.problem("to", "must not make more than " + MAX_SERVERS + " servers");
        } else if (fits(to - from + 1, heap)) {
            InstancePattern range;
            try {
                range = entry.range();
            } catch (IllegalArgumentException e) {
                at.problem(String.valueOf(e.getMessage()));
                return;
            }
            servers.add(range, at);
        }
    }

    private boolean fits(int count, HeapBudget heap) {
        int addresses =
                entry.intranetIpsOrNone().size() + entry.elasticIpsOrNone().size();
        int bytesEach =
                HeapBudget.SERVER + (entry.name() == null ? 0 : HeapBudget.NAME) + addresses * HeapBudget.ADDRESS;
        long fitting = heap.fitting(bytesEach);
        boolean fits = heap.take(count, bytesEach);
        if (!fits) {
            at.problem("has too many servers: at most " + fitting + " more fit " + heap.heap());
        }
        return fits;
    }
}
