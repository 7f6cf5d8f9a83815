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
    private static final long HAND_OVER = 3 * 60_000;
    private static final long TAKE_OVER = Processes.LEASE + 3 * 60_000;
    private static final long CANCEL = 3 * 60_000;

    private final World world;
    private long faultFreeSince;

    Inspection(World world) {
        this.world = world;
    }

    void afterStep() {
        Fleet.PROJECTS.forEach(project -> checkStore(project, stored(project)));
    }

    void faultsStopped() {
        faultFreeSince = world.timeline().now();
    }

    /** The checks of what the processes must have done by now, each of them at least once a minute. */
    void afterFaultFreeMinute() {
        world.ledger().tasks().stream().filter(Task::isActive).forEach(this::checkUnderWay);
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

    private void checkUnderWay(Task task) {
        InvocationStatus status = task.now().status();
        if (status == InvocationStatus.PENDING) {
            Invariant.PENDING_IS_HANDED_OVER.check(
                    task.inDoubt
                            || since(task.since().at()) <= HAND_OVER
                            || world.nodes().stream().anyMatch(node -> node.wasGiven(task.id())),
                    () -> "no executor was given " + task);
            return;
        }
        long gone = world.processes().goneSince(task.now().progress().startedBy());
        boolean isGone = gone != Long.MAX_VALUE;
        Invariant.ORPHANED_WORK_IS_TAKEN_OVER.check(
                !isGone
                        || since(Math.max(gone, task.since().at())) <= TAKE_OVER
                        || world.nodes().stream().anyMatch(node -> node.hasTakenOver(task.id())),
                () -> "nobody takes over " + task.now() + " of "
                        + task.now().progress().startedBy());
        long known = Math.max(task.wishedAt(), task.since().at());
        Invariant.WISH_REACHES_THE_WORK.check(
                task.wishedAt() == Long.MAX_VALUE
                        || (isGone ? since(Math.max(gone, known)) <= TAKE_OVER + CANCEL : since(known) <= CANCEL)
                        || !world.servers().isUnderWay(task.id())
                        || world.servers().wasAskedToStop(task.id()),
                () -> "nobody stops " + task.now());
    }

    /** How long something has been so without faults, and a process has been running, in milliseconds; less than 0 if none is. */
    private long since(long time) {
        long upSince = world.nodes().stream().mapToLong(Node::upSince).min().orElseThrow();
        return world.timeline().now() - Math.max(Math.max(time, faultFreeSince), upSince);
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
