package io.agentmaintenance.benchmarks;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The plan of an INSTALL on 100 servers in the core alone; the floor is one loop over the same maps. */
@State(Scope.Benchmark)
public class PlanBenchmark {
    private CreateFleet fleet;
    private AgentMaintenance maintenance;
    private InvocationRequest.Install request;

    /** Creates a fleet of which every tenth server is refused. */
    @Setup
    public void setup() {
        fleet = CreateFleet.of(InvocationType.INSTALL, InvocationRequest.MAX_ITEMS);
        maintenance = fleet.maintenance();
        request = (InvocationRequest.Install) fleet.request();
    }

    /** {@return the answer of the core} */
    @Benchmark
    public BatchPlan plan() {
        return maintenance.requests().plan(request);
    }

    /** {@return the answer of the loop} */
    @Benchmark
    public BatchPlan planFloor() {
        AgentVersion target = Samples.OFFERED.resolve(request.wish(), VersionType.BASIC_VERSION);
        Set<InstanceId> named = new HashSet<>(request.size() * 2);
        List<PlannedItem> items = new ArrayList<>(request.size());
        for (InstanceId server : request.instances()) {
            Instance instance = fleet.ports().instances.get(server);
            InstanceHistory history = fleet.ports().histories.get(server);
            List<Refusal> refusals = new ArrayList<>(0);
            if (!named.add(server)) {
                refusals.add(Refusal.of(RefusalReason.DUPLICATE_IN_REQUEST));
            }
            if (instance == null) {
                refusals.add(Refusal.of(RefusalReason.INSTANCE_NOT_FOUND));
            } else {
                explain(instance, history, target, refusals);
            }
            items.add(new PlannedItem(server, null, target, refusals));
        }
        return new BatchPlan(items);
    }

    private static void explain(
            Instance instance,
            @Nullable InstanceHistory history,
            @Nullable AgentVersion target,
            List<Refusal> refusals) {
        if (history != null && history.active() != null) {
            refusals.add(Refusal.of(RefusalReason.TASK_IN_PROGRESS));
        }
        if (instance.uniAgent() != UniAgentStatus.RUNNING) {
            refusals.add(Refusal.of(RefusalReason.UNIAGENT_SILENT));
        }
        AgentStatus agent = instance.agent().status();
        if (agent != AgentStatus.NONE && agent != AgentStatus.FAULT) {
            refusals.add(Refusal.of(RefusalReason.ALREADY_INSTALLED));
        }
        if (target == null) {
            refusals.add(Refusal.of(RefusalReason.VERSION_NOT_FOUND));
        }
    }
}
