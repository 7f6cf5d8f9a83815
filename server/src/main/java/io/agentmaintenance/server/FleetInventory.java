package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servers of the configuration file together with the agent states that a store keeps. The file defines the servers and is read at every
 * start; the store has an entry only for a server whose agent has changed. Thread-safe.
 *
 * @param definitions the servers of the file, with the states of their agents before any work
 * @param changes the servers whose agents have changed, with their present states
 */
record FleetInventory(Inventory definitions, Inventory changes) implements Inventory {
    private static final int PAGE = 1000;

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, Instance> defined = definitions.find(project, instances);
        return defined.isEmpty() ? defined : withChanges(project, defined);
    }

    @Override
    public void define(ProjectId project, Collection<Instance> instances) {
        throw new UnsupportedOperationException("servers are defined by the configuration file");
    }

    @Override
    public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
        Map<InstanceId, Instance> defined = definitions.find(project, states.keySet());
        changes.define(project, defined.values());
        changes.observe(project, states);
    }

    @Override
    public List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
        List<Instance> found = new ArrayList<>();
        InstanceId last = after;
        while (found.size() < limit) {
            List<Instance> page = page(project, last);
            page.stream().filter(filter::matches).limit(limit - found.size()).forEach(found::add);
            if (page.size() < PAGE) {
                return found;
            }
            last = page.get(page.size() - 1).id();
        }
        return found;
    }

    @Override
    public Map<AgentVersion, Long> countsByVersion(ProjectId project) {
        Map<AgentVersion, Long> counts = new HashMap<>();
        InstanceId last = null;
        List<Instance> page;
        do {
            page = page(project, last);
            for (Instance instance : page) {
                AgentVersion version = instance.agent().version();
                if (version != null) {
                    counts.merge(version, 1L, Long::sum);
                }
                last = instance.id();
            }
        } while (page.size() == PAGE);
        return counts;
    }

    private List<Instance> page(ProjectId project, @Nullable InstanceId after) {
        Map<InstanceId, Instance> defined = new LinkedHashMap<>();
        definitions.list(project, Filter.none(), after, PAGE).forEach(instance -> defined.put(instance.id(), instance));
        return defined.isEmpty()
                ? List.of()
                : List.copyOf(withChanges(project, defined).values());
    }

    /** These servers, in their order, with the agent states of the store. */
    private Map<InstanceId, Instance> withChanges(ProjectId project, Map<InstanceId, Instance> defined) {
        Map<InstanceId, Instance> changed = changes.find(project, defined.keySet());
        Map<InstanceId, Instance> present = new LinkedHashMap<>(defined);
        present.replaceAll((id, instance) -> {
            Instance change = changed.get(id);
            return change == null ? instance : new Instance(instance.profile(), instance.uniAgent(), change.agent());
        });
        return present;
    }
}
