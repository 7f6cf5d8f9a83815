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
    TIME_OUT_IN_TIME(
            "supervision ends nothing before its limit has passed, however clocks are set, unless they differed when the task was dated"),
    NOT_BLOCKED("a task is active no longer than its limit once faults have stopped, however clocks were set"),
    ROLLBACK_MARKS_UPDATE(
            "an update becomes ROLLBACKED in the same step in which its rollback succeeds, and only then"),
    STORED_BEFORE_STARTED("the executor is given only tasks that are stored"),
    PENDING_IS_HANDED_OVER("a running process hands over every PENDING task, whichever process has accepted it"),
    RECENT_TASK_IS_LEFT_ALONE("what was accepted a moment ago is not handed over again by other processes"),
    BEGUN_ONCE(
            "one worker begins the work of a task at the server: the one that is kept with the task, after it has become RUNNING"),
    ORPHANED_WORK_IS_TAKEN_OVER("a running process finds out what became of work whose process is gone"),
    END_IS_SHOWN("a worker ends a task only as its server has shown, however late it is"),
    WISH_REACHES_THE_WORK("a wish to cancel that one process has stored reaches the work of another one"),
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
