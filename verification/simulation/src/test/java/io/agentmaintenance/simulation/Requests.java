package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random requests of clients. Most of them are useful, so that tasks are created. */
final class Requests {
    private static final int LATEST = 6;

    private final World world;

    Requests(World world) {
        this.world = world;
    }

    /** A random request as a transport reads it; sometimes a malformed one. */
    CreateInvocationsCommand any(ProjectId project) {
        InvocationType type = random().oneOf(
                        InvocationType.INSTALL,
                        InvocationType.INSTALL,
                        InvocationType.UPDATE,
                        InvocationType.UPDATE,
                        InvocationType.ROLLBACK,
                        InvocationType.RETRY);
        boolean ofServers = type == InvocationType.INSTALL || type == InvocationType.UPDATE;
        List<String> ids = new ArrayList<>(
                ofServers
                        ? servers().toList()
                        : tasks(
                                        project,
                                        type == InvocationType.RETRY
                                                ? Requests::canBeRetried
                                                : Requests::canBeRolledBack)
                                .stream()
                                .map(InvocationId::value)
                                .toList());
        if (random().chance(0.03)) {
            ids.set(random().between(0, ids.size() - 1), "no_id");
        }
        return new CreateInvocationsCommand(
                project,
                type.name(),
                null,
                ofServers ? ids : null,
                ofServers ? null : ids,
                null,
                type == InvocationType.UPDATE && random().chance(0.2) ? "2.5.6" : null,
                random().chance(0.5) ? "CES" : null,
                Actor.caller(random().chance(0.5) ? "ann" : "bob"));
    }

    /** One to four servers; sometimes an unknown one, or one twice. */
    Stream<String> servers() {
        List<String> servers = random().shuffled(Fleet.SERVERS).stream()
                .limit(random().between(1, 4))
                .map(InstanceId::value)
                .collect(Collectors.toCollection(ArrayList::new));
        if (random().chance(0.1)) {
            servers.add(random().chance(0.5) ? "unknown" : servers.get(0));
        }
        return servers.stream();
    }

    /** Tasks of a project, mostly useful ones; some are random, of another project, or unknown. */
    List<InvocationId> tasks(ProjectId project, Predicate<Invocation> useful) {
        List<InvocationId> tasks = new ArrayList<>();
        int count = random().between(1, 3);
        for (int i = 0; i < count; i++) {
            ProjectId of = random().chance(0.03) ? random().oneOf(Fleet.PROJECTS) : project;
            Predicate<Invocation> which = random().chance(0.7) ? useful : any -> true;
            List<InvocationId> known = world.ledger().ids(of, which);
            tasks.add(
                    known.isEmpty() || random().chance(0.03)
                            ? InvocationId.of("unknown")
                            : random().oneOf(known.subList(Math.max(0, known.size() - LATEST), known.size())));
        }
        return tasks;
    }

    private static boolean canBeRolledBack(Invocation task) {
        return task.operation() == Operation.UPDATE && !task.isActive() && task.status() != InvocationStatus.ROLLBACKED;
    }

    private static boolean canBeRetried(Invocation task) {
        return task.lineage().retriedBy() == null
                && (task.status() == InvocationStatus.FAILED
                        || task.status() == InvocationStatus.TIMEOUT
                        || task.status() == InvocationStatus.CANCELED);
    }

    private RandomSource random() {
        return world.random();
    }
}
