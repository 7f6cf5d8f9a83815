package io.agentmaintenance.simulation;

import java.util.function.Supplier;

/** What must hold after every step, whatever goes wrong in the world. */
enum Invariant {
    ONE_ACTIVE("an instance has at most one active task"),
    NOTHING_LOST("what was accepted is kept until it is finished, and comes to an end"),
    LEGAL_LIFE("a task goes from state to state as the table of transitions allows, one revision at a time"),
    SAME_TASK(
            "what was accepted does not change: server, type, operation, pinned target, place in its chain, time, lineage"),
    CHAIN_IN_ORDER("a new task has the next place in the chain of its instance"),
    TIME_GOES_ON("a task is never changed at a time before its last change, nor before its creation"),
    TIME_OUT_IN_TIME("supervision ends nothing before its limit has passed, however the clock is set"),
    NOT_BLOCKED("a task is active no longer than its limit once faults have stopped, however the clock was set"),
    ROLLBACK_MARKS_UPDATE(
            "an update becomes ROLLBACKED in the same step in which its rollback succeeds, and only then"),
    STORED_BEFORE_STARTED("the executor is told only of tasks that are stored"),
    PENDING_IS_HANDED_OVER("once processes have resumed, a living executor was told of every pending task"),
    BEGUN_ONCE("work is begun once, after its task has become RUNNING"),
    ANNOUNCED_AFTER_STORED("listeners hear only of what is stored"),
    ANNOUNCED_ONCE("listeners hear of everything once; if a process dies or a write's answer is lost, at most once"),
    ANSWERED_IN_ORDER("a batch answers each item once, in the order of the request"),
    REFUSED_CREATES_NOTHING("a refused item or a malformed request leaves no task and no link behind"),
    ANSWER_IS_TRUE("an answer tells what is stored"),
    ONLY_OUTAGES_ARE_THROWN("the core throws nothing but the outage of a port, and creating throws nothing at all");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }

    /** Fails the run unless the condition holds. */
    void check(boolean holds, Supplier<String> details) {
        if (!holds) {
            throw new InvariantBroken(this, details.get(), null);
        }
    }
}
