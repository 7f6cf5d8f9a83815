package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The checks after every step: of the whole store, and of what the running processes know about it. */
final class Inspection {
    private final World world;

    Inspection(World world) {
        this.world = world;
    }

    void afterStep() {
        Fleet.PROJECTS.forEach(project -> checkStore(project, stored(project)));
        if (world.nodes().stream().allMatch(Node::isResumed)) {
            world.ledger().tasks().forEach(this::checkHandedOver);
        }
    }

    void atTheEnd() {
        for (Task task : world.ledger().tasks()) {
            Invariant.NOTHING_LOST.check(!task.isActive(), () -> "the task never ended: " + task.now());
        }
    }

    private void checkStore(ProjectId project, Map<InvocationId, Invocation> stored) {
        Map<InstanceId, Invocation> active = new HashMap<>();
        for (Invocation invocation : stored.values()) {
            if (invocation.isActive()) {
                Invocation other = active.put(invocation.instanceId(), invocation);
                Invariant.ONE_ACTIVE.check(other == null, () -> invocation + " beside " + other);
            }
        }
        for (Task task : world.ledger().tasks()) {
            if (!task.gone && task.now().project().equals(project)) {
                checkKept(task, stored.get(task.id()));
            }
        }
    }

    private void checkKept(Task task, Invocation stored) {
        if (stored != null) {
            Invariant.LEGAL_TRANSITIONS.check(
                    stored.equals(task.now()), () -> task.now() + " changed without a write to " + stored);
            return;
        }
        Invariant.NOTHING_LOST.check(world.isBounded() && !task.isActive(), () -> "not in the store: " + task);
        task.gone = true;
    }

    private void checkHandedOver(Task task) {
        boolean pending = task.isActive() && task.now().status() == InvocationStatus.PENDING;
        Invariant.PENDING_IS_HANDED_OVER.check(
                !pending || task.inDoubt || world.nodes().stream().anyMatch(node -> node.wasGiven(task.id())),
                () -> "no executor was given " + task);
    }

    private Map<InvocationId, Invocation> stored(ProjectId project) {
        Map<InvocationId, Invocation> stored = new LinkedHashMap<>();
        InvocationPage page;
        do {
            page = world.store()
                    .find(new InvocationQuery(
                            project, null, null, null, null, stored.size(), InvocationQuery.MAX_LIMIT));
            page.invocations().forEach(invocation -> stored.put(invocation.id(), invocation));
        } while (!page.invocations().isEmpty() && stored.size() < page.count());
        return stored;
    }
}
