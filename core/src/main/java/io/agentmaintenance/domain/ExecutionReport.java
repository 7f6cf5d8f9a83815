package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * What happened to the execution of an invocation, as an executor reports it. Reporting the same again changes nothing.
 *
 * @param project the project of the invocation
 * @param invocation the invocation
 * @param event what happened
 * @param message the reason for the reader; null for a standard text
 * @param version the agent's version that was seen, or null
 * @param worker the worker that reports; null if it is not known, which STARTED does not allow
 */
public record ExecutionReport(
        ProjectId project,
        InvocationId invocation,
        Event event,
        @Nullable String message,
        @Nullable AgentVersion version,
        @Nullable Worker worker) {
    /** What can happen to an execution. */
    public enum Event {
        /** The work on the instance has begun. */
        STARTED,
        /** The work is done. */
        SUCCEEDED,
        /** The work ended without effect, or with a wrong one. */
        FAILED,
        /** The work was stopped on request, before it had an effect. */
        CANCELED
    }

    /**
     * Checks that a start names its worker.
     *
     * @throws IllegalArgumentException if the event is STARTED and the worker is null
     */
    public ExecutionReport {
        if (event == Event.STARTED && worker == null) {
            throw new IllegalArgumentException("a report of STARTED names its worker");
        }
    }

    /**
     * {@return the report that work begins}
     *
     * @param invocation the invocation
     * @param worker the worker that begins it if the answer allows it
     */
    public static ExecutionReport started(Invocation invocation, Worker worker) {
        return new ExecutionReport(invocation.project(), invocation.id(), Event.STARTED, null, null, worker);
    }

    /**
     * {@return the report that the work is done}
     *
     * @param invocation the invocation
     */
    public static ExecutionReport succeeded(Invocation invocation) {
        return new ExecutionReport(invocation.project(), invocation.id(), Event.SUCCEEDED, null, null, null);
    }

    /**
     * {@return the report that the work failed}
     *
     * @param invocation the invocation
     * @param message the reason for the reader, not empty
     */
    public static ExecutionReport failed(Invocation invocation, String message) {
        return new ExecutionReport(invocation.project(), invocation.id(), Event.FAILED, message, null, null);
    }

    /**
     * {@return the report that the work was stopped on request}
     *
     * @param invocation the invocation
     */
    public static ExecutionReport canceled(Invocation invocation) {
        return new ExecutionReport(invocation.project(), invocation.id(), Event.CANCELED, null, null, null);
    }

    /**
     * {@return this report with the worker that makes it}
     *
     * @param reporting the worker
     */
    public ExecutionReport by(Worker reporting) {
        return new ExecutionReport(project, invocation, event, message, version, reporting);
    }
}
