package io.agentmaintenance.benchmarks;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The reports about 100 tasks in two calls: all have begun, all have succeeded. */
@State(Scope.Benchmark)
public class ReportBenchmark {
    private final List<Invocation> pending = new ArrayList<>();
    private final List<ExecutionReport> started = new ArrayList<>();
    private final List<ExecutionReport> succeeded = new ArrayList<>();
    private MapPorts ports;
    private AgentMaintenance maintenance;

    /** Creates the tasks and their reports. */
    @Setup
    public void setup() {
        CreateFleet fleet = CreateFleet.of(InvocationType.INSTALL, InvocationRequest.MAX_ITEMS);
        ports = fleet.ports();
        maintenance = fleet.maintenance();
        for (Instance instance : ports.instances.values()) {
            Invocation task = Samples.pending(
                    Samples.task(pending.size()), instance.profile(), InvocationType.INSTALL, Samples.NOW);
            pending.add(task);
            started.add(ExecutionReport.started(task, Samples.WORKER));
            succeeded.add(ExecutionReport.succeeded(task));
        }
    }

    /** {@return the answers of the core to both calls} */
    @Benchmark
    public List<ReportOutcome> reports() {
        begin();
        List<ReportOutcome> outcomes = new ArrayList<>(maintenance.reports().report(started));
        outcomes.addAll(maintenance.reports().report(succeeded));
        return outcomes;
    }

    /** {@return the same answers, from a loop over the same map} */
    @Benchmark
    public List<ReportOutcome> reportsFloor() {
        begin();
        List<ReportOutcome> outcomes = new ArrayList<>();
        for (ExecutionReport report : started) {
            Invocation task = ports.invocations.get(report.invocation());
            outcomes.add(
                    task == null
                            ? ReportOutcome.UNKNOWN
                            : stored(task.start(Samples.NOW, Samples.WORKER).after()));
        }
        for (ExecutionReport report : succeeded) {
            Invocation task = ports.invocations.get(report.invocation());
            outcomes.add(
                    task == null
                            ? ReportOutcome.UNKNOWN
                            : stored(task.succeed(Samples.NOW).after()));
        }
        return outcomes;
    }

    /** {@return how the tasks ended} */
    List<Invocation> ended() {
        return pending.stream()
                .map(task -> Samples.present(ports.invocations.get(task.id())))
                .toList();
    }

    private void begin() {
        for (Invocation task : pending) {
            ports.invocations.put(task.id(), task);
        }
    }

    private ReportOutcome stored(Invocation task) {
        ports.invocations.put(task.id(), task);
        return ReportOutcome.APPLIED;
    }
}
