package io.agentmaintenance.domain;

/** When a rule is asked: the stages in their order. If several rules refuse an item, the caller gets the first refusal. */
public enum Stage {
    /** Is the item a new one in its request? */
    REQUEST,
    /** Are the instance and the earlier invocation known? */
    EXISTENCE,
    /** What does the named earlier invocation allow? */
    HISTORY,
    /** Is the instance free? */
    ACTIVITY,
    /** Does the UniAgent of the instance receive work? */
    REACHABILITY,
    /** Is the agent in a state for it? */
    AGENT,
    /** Is there a version that the agent can get? */
    VERSION;

    /** {@return whether a refusal of this stage ends the decision, because rules of later stages have nothing to look at} */
    boolean isGate() {
        return this == REQUEST || this == EXISTENCE;
    }
}
