package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Delivers the reports of jobs to the core, and before them the agents that were seen to an inventory. Thread-safe. */
final class ReportDelivery {
    /** An inventory takes so many states in one call. */
    private static final int MAX_BATCH = 1000;

    private static final int MAX_SUPPRESSED = 9;

    private volatile @Nullable ReportExecutionUseCase target;
    private volatile @Nullable Inventory inventory;

    void reportTo(ReportExecutionUseCase reports) {
        target = reports;
    }

    void recordIn(Inventory agents) {
        inventory = agents;
    }

    ReportExecutionUseCase requireTarget() {
        ReportExecutionUseCase reports = target;
        if (reports == null) {
            throw new IllegalStateException("the executor does not know where to report: use reportingTo");
        }
        return reports;
    }

    /**
     * Delivers reports, those of each project together; a report that has failed together with others is delivered on its own. Throws
     * nothing.
     *
     * @return the outcomes; a job whose report could not be delivered has none
     */
    Map<Job, ReportOutcome> deliver(List<Job> jobs) {
        Map<Job, ReportOutcome> outcomes = new LinkedHashMap<>();
        List<Throwable> failures = new ArrayList<>();
        for (List<Job> batch : batches(jobs)) {
            try {
                record(batch);
                deliverBatch(batch, outcomes);
            } catch (Throwable e) {
                failures.add(e);
                batch.forEach(job -> job.reportAlone = true);
            }
        }
        tell(failures);
        return outcomes;
    }

    /** {@return whether the inventory has the agent that the work was to bring} */
    boolean isRecorded(Invocation invocation) {
        Inventory agents = inventory;
        if (agents == null) {
            return false;
        }
        InstanceId id = invocation.instanceId();
        Instance instance = agents.find(invocation.project(), List.of(id)).get(id);
        return instance != null && instance.agent().isOn(invocation.versions().target());
    }

    private void record(List<Job> batch) {
        Inventory agents = inventory;
        if (agents == null) {
            return;
        }
        Map<InstanceId, AgentState> states = new LinkedHashMap<>();
        for (Job job : batch) {
            if (job.seen != null) {
                states.put(job.invocation.instanceId(), job.seen);
            }
        }
        if (!states.isEmpty()) {
            agents.observe(batch.get(0).invocation.project(), states);
        }
    }

    private void deliverBatch(List<Job> batch, Map<Job, ReportOutcome> outcomes) {
        List<ReportOutcome> answer = List.copyOf(
                requireTarget().report(batch.stream().map(Job::requireReport).toList()));
        if (answer.size() != batch.size()) {
            throw new IllegalStateException(batch.size() + " reports had " + answer.size() + " outcomes");
        }
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).reportAlone = false;
            outcomes.put(batch.get(i), answer.get(i));
        }
    }

    private static List<List<Job>> batches(List<Job> jobs) {
        List<List<Job>> batches = new ArrayList<>();
        Map<ProjectId, List<Job>> byProject = new LinkedHashMap<>();
        for (Job job : jobs) {
            if (job.reportAlone) {
                batches.add(List.of(job));
            } else {
                byProject
                        .computeIfAbsent(job.invocation.project(), project -> new ArrayList<>())
                        .add(job);
            }
        }
        for (List<Job> ofProject : byProject.values()) {
            for (int from = 0; from < ofProject.size(); from += MAX_BATCH) {
                batches.add(ofProject.subList(from, Math.min(ofProject.size(), from + MAX_BATCH)));
            }
        }
        return batches;
    }

    // All together, so that a store that is down is not reported for each job.
    private static void tell(List<Throwable> failures) {
        if (failures.size() == 1) {
            UncaughtFailures.report(failures.get(0));
        } else if (!failures.isEmpty()) {
            PortException all = new PortException(failures.size() + " deliveries of reports failed", failures.get(0));
            failures.stream().skip(1).limit(MAX_SUPPRESSED).forEach(all::addSuppressed);
            UncaughtFailures.report(all);
        }
    }
}
