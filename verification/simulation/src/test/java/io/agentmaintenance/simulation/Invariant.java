package io.agentmaintenance.simulation;

import java.util.function.Supplier;

/** What must hold after every step, whatever fails. */
enum Invariant {
    ONE_ACTIVE("an instance has at most one active task"),
    NOTHING_LOST("an accepted task is kept until it is finished, and it reaches a final state"),
    LEGAL_TRANSITIONS("a task changes its state only as the table of transitions allows, one revision at a time"),
    SAME_TASK(
            "the facts of an accepted task do not change: server, type, operation, pinned target, place in its chain, time, lineage, caller"),
    WORKER_STAYS("a task keeps the worker that began it, and the time of the first wish to cancel it"),
    CAUSE_IS_NAMED("every step names who caused it: a caller, a worker, or the service itself"),
    ENTRIES_ARE_DISTINCT("no two entries of one call to the store concern the same task or the same server"),
    CHAIN_IN_ORDER("a new task has the next place in the chain of its instance"),
    TIME_IN_ORDER("a task is never changed at a time before its last change, nor before its creation"),
    TIME_OUT_IN_TIME("supervision ends nothing before its limit has passed, however the clock is set"),
    NOT_BLOCKED("a task is active no longer than its limit once faults have stopped, however the clock was set"),
    ROLLBACK_MARKS_UPDATE(
            "an update becomes ROLLBACKED in the same step in which its rollback succeeds, and only then"),
    STORED_BEFORE_STARTED("the executor is given only tasks that are stored"),
    PENDING_IS_HANDED_OVER("after processes have resumed, a running executor has been given every pending task"),
    BEGUN_ONCE("the work of a task is begun once, by the worker that is kept with it, after it has become RUNNING"),
    ANNOUNCED_AFTER_STORED("listeners are notified only of stored changes"),
    ANNOUNCED_ONCE(
            "listeners are notified of every change once; at most once if a process crashes or the answer to a write is lost"),
    ANSWERED_IN_ORDER("the answer to a batch has each item once, in the order of the request"),
    REFUSED_CREATES_NOTHING("a refused item or a malformed request leaves no task and no link behind"),
    ANSWER_MATCHES_STORE("an answer agrees with what is stored"),
    ONLY_PORT_FAILURES_ARE_THROWN("the core throws only the failure of a port, and creating throws nothing");

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
