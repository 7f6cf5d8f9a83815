package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;

/** An invocation that was taken on, as its server is scripted, until it is over or dropped. Guarded by the agenda's lock. */
final class Work {
    final Invocation invocation;
    final AgentBehavior behavior;

    /** Known to the steps that are planned for it, so that they need not be looked for. */
    boolean dropped;

    Work(Invocation invocation, AgentBehavior behavior) {
        this.invocation = invocation;
        this.behavior = behavior;
    }
}
