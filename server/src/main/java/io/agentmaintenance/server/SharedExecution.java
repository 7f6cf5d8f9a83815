package io.agentmaintenance.server;

import io.agentmaintenance.adapter.dbscheduler.RecurringWork;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Shares the work with the other nodes on the same database. Each kind of periodic work is done by one node at a time.
 *
 * @param executor the engine
 * @param foldCounts sums up the counts of the store
 * @param forgetFinished forgets old tasks and entries of the journal
 * @param isUpgraded whether tasks may be under way that an earlier version has carried out without the engine
 */
record SharedExecution(
        ScheduledAgentExecutor executor, Runnable foldCounts, Runnable forgetFinished, boolean isUpgraded)
        implements Execution {
    private static final Duration SUPERVISION = Duration.ofSeconds(1);
    private static final Duration RESUME = Duration.ofSeconds(30);
    /** Counts are slow to read when many changes are not folded. */
    private static final Duration FOLD = Duration.ofSeconds(2);

    private static final Duration FORGET = Duration.ofSeconds(10);
    private static final int LONGEST_NAME = 31;
    private static final String UNNAMED = "server";

    /** {@return the name of this node in the history of tasks: that of the machine} */
    static String nodeName() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^0-9A-Za-z_.-]", "-");
            return name.isEmpty() ? UNNAMED : name.substring(0, Math.min(name.length(), LONGEST_NAME));
        } catch (UnknownHostException e) {
            return UNNAMED;
        }
    }

    @Override
    public AgentExecutor reportingTo(ReportExecutionUseCase reports) {
        return executor.reportingTo(reports);
    }

    /** The engine knows what is under way, and the other nodes go on with it. */
    @Override
    public void resume(SuperviseInvocationsUseCase supervision) {
        if (isUpgraded) {
            supervision.resumeRunning();
        }
    }

    @Override
    public void start(SuperviseInvocationsUseCase supervision, PeriodicTasks periodicTasks) {
        executor.every(RecurringWork.EXPIRE_OVERDUE, SUPERVISION, supervision::expireOverdue)
                .every(RecurringWork.RESUME_PENDING, RESUME, () -> supervision.resumePending(RESUME))
                .every(RecurringWork.FOLD_COUNTS, FOLD, foldCounts)
                .every(RecurringWork.FORGET_FINISHED, FORGET, forgetFinished)
                .startEngine();
    }

    /** Whichever node has done it. */
    @Override
    public @Nullable Instant lastSupervision() {
        return executor.lastSuccess(RecurringWork.EXPIRE_OVERDUE);
    }

    /** The threads of the engine do it. */
    @Override
    public void runDue() {
        // Nothing is left to do.
    }

    @Override
    public void close() {
        executor.close();
    }
}
