package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** The steps that are planned, and which invocations are at work. Thread-safe. */
final class Agenda {
    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    // By instance: as the core has one active task per instance, work that is admitted ends whatever was there before.
    private final Map<Key, InvocationId> atWork = new HashMap<>();
    private long order;

    private record Key(ProjectId project, InstanceId instance) {
        static Key of(Invocation invocation) {
            return new Key(invocation.project(), invocation.instanceId());
        }
    }

    /** Notes that work was taken on, unless it had been before or there is no room. */
    synchronized Admission admit(Invocation invocation, int room) {
        Key key = Key.of(invocation);
        InvocationId present = atWork.get(key);
        if (invocation.id().equals(present)) {
            return Admission.KNOWN;
        }
        if (present == null && atWork.size() >= room) {
            return Admission.NO_ROOM;
        }
        atWork.put(key, invocation.id());
        return Admission.TAKEN_ON;
    }

    /** What became of the wish to take work on. */
    enum Admission {
        TAKEN_ON,
        KNOWN,
        NO_ROOM
    }

    synchronized void plan(long due, Invocation invocation, AgentBehavior behavior, boolean isEnd) {
        steps.add(new Step(due, order++, invocation, behavior, isEnd, false));
    }

    /** Plans a step once more; its work is at work from now on, if it was not because it takes no time. */
    synchronized void planAgain(long due, Step step) {
        atWork.putIfAbsent(Key.of(step.invocation()), step.invocation().id());
        steps.add(new Step(due, order++, step.invocation(), step.behavior(), step.isEnd(), true));
    }

    /** Takes the steps that are due, if their work has not been dropped meanwhile. */
    synchronized List<Step> takeDue(long now, int limit) {
        List<Step> due = new ArrayList<>();
        for (Step next = steps.peek(); next != null && next.due() <= now && due.size() < limit; next = steps.peek()) {
            steps.remove();
            if (has(next.invocation())) {
                due.add(next);
            }
        }
        return due;
    }

    /** Forgets work, so that its steps will not be taken; false if it was not at work. */
    synchronized boolean drop(Invocation invocation) {
        return !atWork.isEmpty() && atWork.remove(Key.of(invocation), invocation.id());
    }

    synchronized boolean has(Invocation invocation) {
        return invocation.id().equals(atWork.get(Key.of(invocation)));
    }
}
