package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;

/** The steps that are planned, and which invocations are at work. Thread-safe. */
final class Agenda {
    // By due time; those of one millisecond in the order of planning. Many share a time, so a heap of them would be far
    // deeper.
    private final TreeMap<Long, Queue<Step>> steps = new TreeMap<>();
    // By instance: as the core has one active task per instance, work that is admitted ends whatever was there before.
    private final Map<Key, Work> atWork = new HashMap<>();

    private record Key(ProjectId project, InstanceId instance) {
        static Key of(Invocation invocation) {
            return new Key(invocation.project(), invocation.instanceId());
        }
    }

    /** Notes that work was taken on, unless it had been before or there is no room. */
    synchronized Admission admit(Work work, int room) {
        Key key = Key.of(work.invocation);
        Work present = atWork.get(key);
        if (present != null && isSame(present, work.invocation)) {
            return Admission.KNOWN;
        }
        if (present == null && atWork.size() >= room) {
            return Admission.NO_ROOM;
        }
        if (present != null) {
            present.dropped = true;
        }
        atWork.put(key, work);
        return Admission.TAKEN_ON;
    }

    /** What became of the wish to take work on. */
    enum Admission {
        TAKEN_ON,
        KNOWN,
        NO_ROOM
    }

    synchronized void plan(Step step) {
        steps.computeIfAbsent(step.due(), due -> new ArrayDeque<>()).add(step);
    }

    /**
     * Plans a step once more, unless its work was dropped meanwhile or other work has come to the instance; its own is at work
     * from now on, if it was not because it takes no time.
     */
    synchronized void planAgain(Step step) {
        if (step.work().dropped) {
            return; // To note it again would take room that nothing gives back.
        }
        Work present = atWork.putIfAbsent(Key.of(step.invocation()), step.work());
        if (present == null || present == step.work()) {
            plan(step);
        }
    }

    /** Takes the steps that are due, if their work has not been dropped meanwhile. */
    synchronized List<Step> takeDue(long now, int limit) {
        List<Step> due = new ArrayList<>();
        for (var first = steps.firstEntry(); first != null && first.getKey() <= now; first = steps.firstEntry()) {
            Queue<Step> together = first.getValue();
            for (Step next = together.poll(); next != null; next = together.poll()) {
                if (!next.work().dropped) {
                    due.add(next);
                }
                if (due.size() == limit) {
                    return due;
                }
            }
            steps.remove(first.getKey());
        }
        return due;
    }

    /** Forgets work, so that its steps will not be taken; false if it was not at work. */
    synchronized boolean drop(Invocation invocation) {
        if (atWork.isEmpty()) {
            return false; // As always where work takes no time; a key would be made for nothing.
        }
        Key key = Key.of(invocation);
        Work present = atWork.get(key);
        if (present == null || !isSame(present, invocation)) {
            return false;
        }
        present.dropped = true;
        atWork.remove(key);
        return true;
    }

    private static boolean isSame(Work work, Invocation invocation) {
        return work.invocation.id().equals(invocation.id());
    }
}
