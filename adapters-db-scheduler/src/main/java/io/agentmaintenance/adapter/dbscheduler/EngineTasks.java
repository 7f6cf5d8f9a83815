package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.agentmaintenance.adapter.dbscheduler.NextStep.Again;
import io.agentmaintenance.domain.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine calls: the steps with invocations, and the revival of executions whose node is gone. Thread-safe. */
final class EngineTasks {
    /** How the names of our tasks begin in the table of the engine. */
    static final String PREFIX = "agent-maintenance.";

    /** The name of the task in the table of the engine. */
    static final String INVOCATION = PREFIX + "invocation";

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledAgentExecutor.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(10);
    /** A wish to cancel is not left waiting for longer than this. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final WorkRunner runner;
    private final ExecutionTable table;
    private final Clock clock;
    private final String process;
    private final Duration heartbeat;
    private final Set<ExecutionKey> inHand = ConcurrentHashMap.newKeySet();

    EngineTasks(WorkRunner runner, ExecutionTable table, Clock clock, String process, Duration heartbeat) {
        this.runner = runner;
        this.table = table;
        this.clock = clock;
        this.process = process;
        this.heartbeat = heartbeat;
    }

    /** {@return the task that carries out invocations} */
    Task<String> invocations() {
        return Tasks.custom(INVOCATION, String.class)
                .onDeadExecution(this::revive)
                .onFailure((complete, engine) ->
                        engine.reschedule(complete, clock.instant().plus(AFTER_A_FAILURE)))
                .execute(this::execute);
    }

    /** {@return what keeps periodic work from waiting behind everything that is due} */
    PeriodicWorkFirst periodicWorkFirst(Set<RecurringWork> recurring) {
        return new PeriodicWorkFirst(
                table, recurring.stream().map(RecurringWork::taskName).toList(), clock);
    }

    /** {@return a task that does periodic work, on one node at a time} */
    RecurringTask<Void> recurring(RecurringWork task, Duration pause, Runnable work) {
        return Tasks.recurring(task.taskName(), FixedDelay.of(pause))
                .onDeadExecution((complete, engine) -> engine.reschedule(complete, clock.instant()))
                .onFailure((complete, engine) ->
                        engine.reschedule(complete, clock.instant().plus(pause)))
                .execute((instance, context) -> work.run());
    }

    /** Releases what a process had in hand that is gone for sure, so that nothing waits until its heartbeats are missed. */
    void releaseAfterCrash() {
        int released = table.releasePicked(clock.instant());
        if (released > 0) {
            LOG.info("Going on with {} executions of a process that is gone.", released);
        }
    }

    private CompletionHandler<String> execute(TaskInstance<String> instance, ExecutionContext context) {
        Execution execution = context.getExecution();
        ExecutionKey key = ExecutionKey.parse(instance.getId());
        WorkState state = WorkState.parse(instance.getData());
        if (!inHand.add(key)) {
            // The engine took the first run for dead although it goes on.
            return complete(key, new Again(heartbeat, state, true), false);
        }
        try {
            NextStep next = isStale(execution)
                    ? new Again(Duration.ZERO, state, true)
                    : runner.run(key, state, new Worker(process, execution.version), () -> !isStale(execution));
            return complete(key, next, true);
        } catch (Throwable e) {
            inHand.remove(key);
            throw e;
        }
    }

    // What was picked long ago may be in the hand of another node by now, after a pause of this process for example.
    private boolean isStale(Execution execution) {
        return execution.lastHeartbeat != null
                && Duration.between(execution.lastHeartbeat, clock.instant()).compareTo(heartbeat) > 0;
    }

    private CompletionHandler<String> complete(ExecutionKey key, NextStep next, boolean isInHand) {
        return (complete, engine) -> {
            try {
                if (next instanceof Again again) {
                    runAgain(key, again, complete, engine);
                } else {
                    engine.stop();
                }
            } catch (ExecutionException e) {
                LOG.info("Another node has taken over the work of {}, because this one did not answer in time.", key);
            } finally {
                if (isInHand) {
                    inHand.remove(key);
                }
            }
        };
    }

    private void runAgain(
            ExecutionKey key, Again again, ExecutionComplete complete, ExecutionOperations<String> engine) {
        engine.reschedule(
                complete, clock.instant().plus(again.pause()), again.state().toString());
        // A wish that came while the execution was in hand could not make it due.
        if (again.pause().compareTo(SHORT) > 0 && !again.isSettled() && needsAnotherLook(key)) {
            table.wake(List.of(key), clock.instant());
        }
    }

    private boolean needsAnotherLook(ExecutionKey key) {
        try {
            return runner.needsAnotherLook(key);
        } catch (RuntimeException e) {
            LOG.debug("It is not known whether somebody wishes to cancel {}.", key, e);
            return true;
        }
    }

    private void revive(ExecutionComplete complete, ExecutionOperations<String> engine) {
        Execution execution = complete.getExecution();
        WorkState state = WorkState.parse(data(execution));
        LOG.info(
                "Taking over the work of {} from {}, which no longer answers.",
                execution.taskInstance.getId(),
                execution.pickedBy);
        engine.reschedule(
                complete, clock.instant(), state.revived(execution.pickedBy).toString());
    }

    private static String data(Execution execution) {
        Object data = execution.taskInstance.getData();
        return data == null ? "" : data.toString();
    }
}
