package io.agentmaintenance.spring;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.Invocation;

/** Waits for tasks. */
final class Tasks {
    private Tasks() {}

    /** {@return the task when it has ended, by the threads of the starter} */
    static Invocation ended(AgentMaintenance maintenance, Invocation task) {
        Invocation present = task;
        while (present.isActive()) {
            Thread.onSpinWait();
            present = maintenance.invocations().find(task.project(), task.id()).orElseThrow();
        }
        return present;
    }
}
