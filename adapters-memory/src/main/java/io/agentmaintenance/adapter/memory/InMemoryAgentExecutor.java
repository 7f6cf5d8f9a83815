package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A queue in memory that drives an {@link AgentTransport}: it looks, reports STARTED, begins, looks again when a change is expected, and reports
 * the end. If it has an inventory, it writes there the agent that it saw, and then reports the end. It has no thread of its own: what is due
 * is done when {@link #runDue} is called, so a test moves its clock, and a host calls it from its scheduler. What is due at once is done
 * within {@link #start} or {@link #resume}, on the calling thread; so where a transport has to wait for a network, they wait too. Thread-safe.
 *
 * <p>A report that cannot be delivered is delivered again a second later, whatever the attempt throws, and then on its own, so that it does
 * not hold back others. A server that cannot be reached is tried again after 1, 2, 4, 8 and then every 10 seconds. What a report, or a
 * transport other than by a {@code PortException}, throws is passed to the uncaught-exception handler of the thread. Work that shows no end
 * for a day is given up if its invocation is no longer RUNNING.
 *
 * <p>Each executor is a process of its own in the names of its workers. So if two executors are given the same invocation, one begins it.
 *
 * <p>Wired to the core by {@code AgentMaintenance.builder().executor(executor::reportingTo)}.
 */
public final class InMemoryAgentExecutor implements AgentExecutor {
    private static final int BATCH = 1000;
    /** Characters of the random part in the name of a process. */
    private static final int RANDOM = 8;

    private final WorkQueue queue;
    private final ReportDelivery delivery = new ReportDelivery();
    private final JobRunner runner;

    /**
     * Creates an executor for an in-memory fleet that accepts any amount of work.
     *
     * @param fleet the servers
     * @param clock the clock that decides which work is due
     */
    public InMemoryAgentExecutor(InMemoryFleet fleet, Clock clock) {
        this(fleet, clock, Integer.MAX_VALUE);
    }

    /**
     * Creates an executor for an in-memory fleet that declines work beyond a bound.
     *
     * @param fleet the servers
     * @param clock the clock that decides which work is due
     * @param room how many invocations it holds at once, at least 1
     * @throws IllegalArgumentException if the bound is less than 1
     */
    public InMemoryAgentExecutor(InMemoryFleet fleet, Clock clock, int room) {
        this(fleet, clock, fleet.time(clock), room);
    }

    /**
     * Makes an executor for a fleet in memory that declines work beyond a bound, and in which a clock that is set ahead or back changes
     * nothing.
     *
     * @param fleet the servers
     * @param clock the time at which invocations are accepted
     * @param time the time that passes: decides what is due
     * @param room how many invocations may be under way at once, at least 1
     * @throws IllegalArgumentException if the bound is less than 1
     */
    public InMemoryAgentExecutor(InMemoryFleet fleet, Clock clock, ElapsedTime time, int room) {
        this(fleet.transport(clock, time), time, room);
    }

    /**
     * Makes an executor for any transport that declines work beyond a bound.
     *
     * @param transport reaches the servers
     * @param clock decides what is due; a step ahead is time that passes, a step back is none
     * @param room how many invocations may be under way at once, at least 1
     * @throws IllegalArgumentException if the bound is less than 1
     */
    public InMemoryAgentExecutor(AgentTransport transport, Clock clock, int room) {
        this(transport, ElapsedTime.by(clock, AgentBehavior.LONGEST), room);
    }

    /**
     * Makes an executor for any transport that declines work beyond a bound.
     *
     * @param transport reaches the servers
     * @param time the time that passes: decides what is due
     * @param room how many invocations may be under way at once, at least 1
     * @throws IllegalArgumentException if the bound is less than 1
     */
    public InMemoryAgentExecutor(AgentTransport transport, ElapsedTime time, int room) {
        this(transport, time, room, "memory-" + UUID.randomUUID().toString().substring(0, RANDOM));
    }

    /**
     * Makes an executor that has a name.
     *
     * @param transport reaches the servers
     * @param time the time that passes: decides what is due
     * @param room how many invocations may be under way at once, at least 1
     * @param process the process in the name of its workers, see {@link Worker}; it needs a random part, because a process that is started
     *     again is another one
     * @throws IllegalArgumentException if the bound is less than 1, or the process is not of the form
     */
    public InMemoryAgentExecutor(AgentTransport transport, ElapsedTime time, int room, String process) {
        if (room < 1) {
            throw new IllegalArgumentException("an executor needs room for at least one invocation");
        }
        this.queue = new WorkQueue(room, time, new Worker(process, 0).process());
        this.runner = new JobRunner(transport, queue, delivery);
    }

    /**
     * Sets the receiver of the reports. Must be called once, before any work.
     *
     * @param target receives the reports
     * @return this executor
     */
    public InMemoryAgentExecutor reportingTo(ReportExecutionUseCase target) {
        delivery.reportTo(target);
        return this;
    }

    /**
     * Sets the inventory that is kept up to date. Without one, nothing is written. Must be called before any work.
     *
     * @param inventory gets the agent that is seen at the end of work, before the end is reported; if it throws, both are tried again a
     *     second later
     * @return this executor
     */
    public InMemoryAgentExecutor recordingIn(Inventory inventory) {
        delivery.recordIn(inventory);
        return this;
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        delivery.requireTarget();
        WorkQueue.Admission admission = queue.takeOn(invocations);
        runner.run(admission.taken());
        return admission.declined();
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        delivery.requireTarget();
        WorkQueue.Admission admission = queue.takeOver(invocations);
        runner.run(admission.taken());
        return admission.declined();
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        runner.cancel(invocations);
    }

    /**
     * Does all due work.
     *
     * @return how many invocations something was done for
     */
    public int runDue() {
        int done = 0;
        List<Job> due;
        do {
            due = queue.takeDue(BATCH);
            runner.run(due);
            done += due.size();
        } while (!due.isEmpty());
        return done;
    }

    /**
     * Lets a scheduler of the host do what is due, again and again. Whatever a turn throws, errors included, is passed to the
     * uncaught-exception handler of the scheduler's thread, and the next turn is made even if that handler throws.
     *
     * @param scheduler runs the turns
     * @param pause the pause between two turns, longer than zero
     * @return a handle that ends the turns, but not the scheduler, when it is closed
     */
    public AutoCloseable runEvery(ScheduledExecutorService scheduler, Duration pause) {
        ScheduledFuture<?> turns = scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        runDue();
                    } catch (Throwable e) {
                        UncaughtFailures.report(e);
                    }
                },
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> turns.cancel(false);
    }
}
