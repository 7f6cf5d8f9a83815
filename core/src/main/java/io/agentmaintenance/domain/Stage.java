package io.agentmaintenance.domain;

/** When a rule is asked: the stages in their order. What a refused item is told first follows from it. */
public enum Stage {
    /** Is the item a new one in its request? */
    REQUEST,
    /** Are the instance and the earlier invocation known? */
    EXISTENCE,
    /** What does the named earlier invocation allow? */
    HISTORY,
    /** Is the instance free? */
    ACTIVITY,
    /** Does anything on the instance take work? */
    REACHABILITY,
    /** Is the agent in a state for it? */
    AGENT,
    /** Is there a version to go to? */
    VERSION;

    /** {@return whether the rules of later stages can say nothing once one of this stage refuses} */
    boolean isGate() {
        return this == REQUEST || this == EXISTENCE;
    }
}
