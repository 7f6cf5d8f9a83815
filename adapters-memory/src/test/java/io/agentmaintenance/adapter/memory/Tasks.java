package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Versions;
import io.agentmaintenance.domain.Worker;
import java.time.Instant;
import java.util.List;

/** Invocations for the tests of the store. */
final class Tasks {
    static final ProjectId PROJECT = ProjectId.of("p1");
    static final ProjectId OTHER = ProjectId.of("p2");
    static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
    static final Actor CALLER = Actor.caller("somebody");
    static final Actor WORKER = Actor.worker(new Worker("node-1", 1));

    private Tasks() {}

    static Invocation task(String id, String instance, InvocationType type, InstanceType kind, Instant at) {
        return in(PROJECT, id, instance, type, kind, at);
    }

    static Invocation in(
            ProjectId project, String id, String instance, InvocationType type, InstanceType kind, Instant at) {
        // Some instances have an address.
        List<String> addresses = instance.hashCode() % 2 == 0 ? List.of("10.0.0.1") : List.of();
        return new Invocation(
                InvocationId.of(id),
                project,
                new InstanceProfile(InstanceId.of(instance), instance, kind, addresses, List.of()),
                1,
                type,
                type == InvocationType.RETRY ? Operation.INSTALL : Operation.valueOf(type.name()),
                Lineage.none(),
                null,
                CALLER,
                Versions.from(null, AgentVersion.of("2.0")),
                at,
                Progress.accepted(at),
                1);
    }

    /** The invocation as a repetition of another one. */
    static Invocation repeating(Invocation original, Invocation task) {
        return new Invocation(
                task.id(),
                task.project(),
                task.instance(),
                task.ordinal(),
                InvocationType.RETRY,
                task.operation(),
                Lineage.repeating(original),
                task.origin(),
                task.requestedBy(),
                task.versions(),
                task.createdAt(),
                task.progress(),
                task.revision());
    }

    static InvocationUpdate update(InvocationChange change) {
        return InvocationUpdate.of(change, WORKER);
    }

    static Invocation install(String id, String instance) {
        return task(id, instance, InvocationType.INSTALL, InstanceType.ECS, START);
    }

    /** The insertion as the core would make it from what is stored now. */
    static Insertion insertion(InMemoryInvocationRepository store, Invocation task) {
        InstanceHistory history = store.histories(task.project(), List.of(task.instanceId()))
                .getOrDefault(task.instanceId(), InstanceHistory.empty());
        return new Insertion(task, history.latest(), null);
    }
}
