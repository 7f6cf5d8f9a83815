package io.agentmaintenance.domain;

/** When a rule is checked: the stages in their order. If several rules refuse an item, the caller gets the first refusal. */
public enum Stage {
    /** Is the id named for the first time in this request? */
    REQUEST,
    /** Are the instance and the earlier invocation known? */
    EXISTENCE,
    /** What does the named earlier invocation allow? */
    HISTORY,
    /** Has the instance no active invocation? */
    ACTIVITY,
    /** Does the UniAgent of the instance receive work? */
    REACHABILITY,
    /** Is the agent in a state that allows the operation? */
    AGENT,
    /** Is there a version that the agent can get? */
    VERSION;

    /** {@return whether no later rule can be checked after a refusal of this stage, because the facts that it needs are missing} */
    boolean isGate() {
        return this == REQUEST || this == EXISTENCE;
    }
}
