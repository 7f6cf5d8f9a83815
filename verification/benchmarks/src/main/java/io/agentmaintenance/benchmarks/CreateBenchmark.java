package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;
import static io.agentmaintenance.benchmarks.Samples.present;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.domain.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A request for maintenance in the core alone, over hash maps; the floor is one loop over the same maps. */
@State(Scope.Benchmark)
public class CreateBenchmark {
    @Param({"INSTALL", "UPDATE", "ROLLBACK", "RETRY"})
    InvocationType type = InvocationType.INSTALL;

    @Param({"1", "100"})
    int items = 100;

    private InvocationRequest request;
    private AgentMaintenance maintenance;
    private MapPorts ports;

    /** Creates a fleet of which every tenth server is refused. */
    @Setup
    public void setup() {
        CreateFleet fleet = CreateFleet.of(type, items);
        request = fleet.request();
        maintenance = fleet.maintenance();
        ports = fleet.ports();
    }

    /** {@return the answer of the core} */
    @Benchmark
    public List<ItemOutcome> create() {
        return maintenance.requests().create(request).outcomes();
    }

    /** {@return the answer of the loop} */
    @Benchmark
    public List<ItemOutcome> createFloor() {
        return new Loop(ports, request).create();
    }

    /** The floor: the same checks in one loop over the maps. For one request. */
    private static final class Loop {
        private final MapPorts ports;
        private final InvocationRequest request;
        private final Instant now = Instant.ofEpochMilli(Samples.CLOCK.millis());
        private final List<ItemOutcome> outcomes;
        private final List<Invocation> stored;

        Loop(MapPorts ports, InvocationRequest request) {
            this.ports = ports;
            this.request = request;
            outcomes = new ArrayList<>(request.size());
            stored = new ArrayList<>(request.size());
        }

        List<ItemOutcome> create() {
            if (request instanceof InvocationRequest.Install install) {
                onServers(install.instances(), install.wish());
            } else if (request instanceof InvocationRequest.Update update) {
                onServers(update.instances(), update.wish());
            } else if (request instanceof InvocationRequest.Rollback rollback) {
                onTasks(rollback.invocations());
            } else if (request instanceof InvocationRequest.Retry retry) {
                onTasks(retry.invocations());
            }
            ports.start(stored);
            return new BatchResult(outcomes).outcomes();
        }

        private void onServers(List<InstanceId> servers, VersionWish wish) {
            AgentVersion target = Samples.OFFERED.resolve(wish, VersionType.BASIC_VERSION);
            Set<InstanceId> named = new HashSet<>(servers.size() * 2);
            for (InstanceId server : servers) {
                Instance instance = ports.instances.get(server);
                InstanceHistory history = ports.histories.get(server);
                RefusalReason refusal = !named.add(server)
                        ? RefusalReason.DUPLICATE_IN_REQUEST
                        : instance == null ? RefusalReason.INSTANCE_NOT_FOUND : occupied(instance, history);
                if (refusal == null && instance != null) {
                    refusal = request.type() == InvocationType.INSTALL
                            ? notInstallable(instance, target)
                            : notUpdatable(instance, target);
                }
                if (refusal != null || instance == null) {
                    outcomes.add(new ItemOutcome.Refused(server, null, Refusal.of(present(refusal))));
                    continue;
                }
                Operation operation = request.type() == InvocationType.INSTALL ? Operation.INSTALL : Operation.UPDATE;
                Invocation task = task(instance, operation, Lineage.none(), target, history);
                stored.add(task);
                outcomes.add(new ItemOutcome.Accepted(task));
            }
        }

        private void onTasks(List<InvocationId> tasks) {
            Set<InvocationId> named = new HashSet<>(tasks.size() * 2);
            for (InvocationId id : tasks) {
                Invocation earlier = ports.invocations.get(id);
                Instance instance = earlier == null ? null : ports.instances.get(earlier.instanceId());
                if (earlier == null || instance == null || !named.add(id)) {
                    RefusalReason refusal = earlier == null
                            ? RefusalReason.INVOCATION_NOT_FOUND
                            : instance == null ? RefusalReason.INSTANCE_NOT_FOUND : RefusalReason.DUPLICATE_IN_REQUEST;
                    outcomes.add(new ItemOutcome.Refused(null, id, Refusal.of(refusal)));
                    continue;
                }
                boolean retry = request.type() == InvocationType.RETRY;
                InstanceHistory history = ports.histories.get(earlier.instanceId());
                AgentVersion wanted =
                        retry ? earlier.versions().target() : earlier.versions().previous();
                AgentVersion target = wanted != null && Samples.OFFERED.contains(wanted) ? wanted : null;
                RefusalReason refusal = retry ? notRepeatable(earlier, history) : notUndoable(earlier, history);
                refusal = refusal == null ? occupied(instance, history) : refusal;
                if (refusal == null) {
                    refusal = retry ? notInstallable(instance, target) : notOnTarget(earlier, instance, target);
                }
                if (refusal != null) {
                    outcomes.add(new ItemOutcome.Refused(earlier.instanceId(), id, Refusal.of(refusal)));
                    continue;
                }
                Operation operation = retry ? earlier.operation() : Operation.ROLLBACK;
                Lineage lineage = retry ? Lineage.repeating(earlier) : Lineage.undoing(id);
                Invocation task = task(instance, operation, lineage, target, history);
                if (retry) {
                    ports.invocations.put(id, earlier.retriedBy(task.id()).after());
                }
                stored.add(task);
                outcomes.add(new ItemOutcome.Accepted(task));
            }
        }

        private Invocation task(
                Instance instance,
                Operation operation,
                Lineage lineage,
                @Nullable AgentVersion target,
                @Nullable InstanceHistory history) {
            Invocation task = new Invocation(
                    ports.next(1).get(0),
                    PROJECT,
                    instance.profile(),
                    history == null ? 1 : history.nextOrdinal(),
                    request.type(),
                    operation,
                    lineage,
                    request.origin(),
                    Actor.unknownCaller(),
                    Versions.from(instance.agent().version(), present(target)),
                    now,
                    Progress.accepted(now),
                    1);
            ports.put(task, history);
            return task;
        }

        private static @Nullable RefusalReason occupied(Instance instance, @Nullable InstanceHistory history) {
            if (history != null && history.active() != null) {
                return RefusalReason.TASK_IN_PROGRESS;
            }
            return instance.uniAgent() == UniAgentStatus.RUNNING ? null : RefusalReason.UNIAGENT_SILENT;
        }

        private static @Nullable RefusalReason notInstallable(Instance instance, @Nullable AgentVersion target) {
            AgentStatus agent = instance.agent().status();
            if (agent != AgentStatus.NONE && agent != AgentStatus.FAULT) {
                return RefusalReason.ALREADY_INSTALLED;
            }
            return target == null ? RefusalReason.VERSION_NOT_FOUND : null;
        }

        private static @Nullable RefusalReason notUpdatable(Instance instance, @Nullable AgentVersion target) {
            AgentStatus agent = instance.agent().status();
            AgentVersion present = instance.agent().version();
            if (agent == AgentStatus.NONE || agent == AgentStatus.UNKNOWN) {
                return RefusalReason.NOT_INSTALLED;
            }
            if (target == null || target.equals(present)) {
                return target == null ? RefusalReason.VERSION_NOT_FOUND : RefusalReason.ALREADY_ON_VERSION;
            }
            return present == null || target.isNewerThan(present) ? null : RefusalReason.DOWNGRADE_NOT_ALLOWED;
        }

        private static @Nullable RefusalReason notRepeatable(Invocation earlier, @Nullable InstanceHistory history) {
            InvocationStatus status = earlier.status();
            if (status != InvocationStatus.FAILED && status != InvocationStatus.CANCELED) {
                return RefusalReason.ALREADY_SUCCEEDED;
            }
            boolean newest = earlier.lineage().retriedBy() == null;
            boolean last = history == null || history.changeAfter(earlier) == null;
            return newest && last ? null : RefusalReason.SUPERSEDED;
        }

        private @Nullable RefusalReason notUndoable(Invocation update, @Nullable InstanceHistory history) {
            Instant end = update.progress().endedAt();
            if (update.operation() != Operation.UPDATE || update.status() != InvocationStatus.SUCCEEDED) {
                return RefusalReason.NOT_ROLLBACKABLE;
            }
            if (history != null && history.changeAfter(update) != null) {
                return RefusalReason.SUPERSEDED;
            }
            Duration window = TimeLimits.standard().rollbackWindow();
            boolean over = end != null && Duration.between(end, now).compareTo(window) > 0;
            return over ? RefusalReason.ROLLBACK_WINDOW_EXPIRED : null;
        }

        private static @Nullable RefusalReason notOnTarget(
                Invocation update, Instance instance, @Nullable AgentVersion target) {
            if (!update.versions().target().equals(instance.agent().version())) {
                return RefusalReason.VERSION_CHANGED;
            }
            return target == null ? RefusalReason.NO_PREVIOUS_VERSION : null;
        }
    }
}
