package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A correct executor over one map and one lock. Work waits a second, reports STARTED, and succeeds three seconds later.
 * Each law is a method of its own, so that a mutant can override one of them.
 */
class PlainExecutor implements AgentExecutor {
    private static final Duration PICK_UP = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(3);

    private static final AtomicInteger PROCESSES = new AtomicInteger();

    final ExecutorSetup setup;
    final Map<InvocationId, Job> jobs = new LinkedHashMap<>();
    private final int room;
    private long runs;
    private volatile boolean broken;
    private final String process = "plain-" + PROCESSES.incrementAndGet();
    Servers servers = new Servers();

    /** What the servers know. It outlives an executor. */
    static final class Servers {
        final Map<InvocationId, List<AgentVersion>> touches = new LinkedHashMap<>();
        final Map<InvocationId, Instant> ends = new LinkedHashMap<>();
    }

    enum State {
        WAITING,
        RUNNING,
        OVER
    }

    static final class Job {
        final Invocation task;
        State state = State.WAITING;
        Instant due;
        final Worker worker;

        Job(Invocation task, Instant due, Worker worker) {
            this.task = task;
            this.due = due;
            this.worker = worker;
        }
    }

    PlainExecutor(ExecutorSetup setup) {
        this(setup, Integer.MAX_VALUE);
    }

    PlainExecutor(ExecutorSetup setup, int room) {
        this.setup = setup;
        this.room = room;
    }

    @Override
    public synchronized Set<InvocationId> start(List<Invocation> invocations) {
        passOn();
        Set<InvocationId> declined = new LinkedHashSet<>();
        for (Invocation task : invocations) {
            if (!isKnown(task) && !takeOn(task)) {
                declined.add(task.id());
            }
        }
        return declined;
    }

    @Override
    public synchronized Set<InvocationId> resume(List<Invocation> invocations) {
        passOn();
        for (Invocation task : invocations) {
            if (!isKnown(task)) {
                takeOver(task);
            }
        }
        return Set.of();
    }

    @Override
    public synchronized void cancel(List<Invocation> invocations) {
        passOn();
        for (Invocation task : invocations) {
            Job job = jobs.get(task.id());
            if (job != null && job.state != State.OVER) {
                stop(job);
            }
        }
    }

    final void broken(boolean to) {
        broken = to;
    }

    final boolean isBroken() {
        return broken;
    }

    void passOn() {
        if (broken) {
            throw new PortException("the work cannot be passed on", null);
        }
    }

    synchronized void carryOutDue() {
        List<Job> due = dueJobs();
        while (!due.isEmpty()) {
            due.forEach(this::goOn);
            due = dueJobs();
        }
    }

    synchronized List<AgentVersion> touches(Invocation invocation) {
        return List.copyOf(servers.touches.getOrDefault(invocation.id(), List.of()));
    }

    String process() {
        return process;
    }

    boolean isKnown(Invocation task) {
        return jobs.containsKey(task.id());
    }

    boolean takeOn(Invocation task) {
        boolean hasRoom =
                jobs.values().stream().filter(job -> job.state != State.OVER).count() < room;
        if (hasRoom) {
            add(task);
        }
        return hasRoom;
    }

    void takeOver(Invocation task) {
        Job job = job(task);
        Instant end = servers.ends.get(task.id());
        if (end == null) {
            job.state = State.OVER;
            report(ExecutionReport.failed(task, "Interrupted before it began."));
        } else {
            job.state = State.RUNNING;
            job.due = end;
        }
    }

    void add(Invocation task) {
        job(task);
    }

    private Job job(Invocation task) {
        Job job = new Job(task, setup.clock().instant().plus(PICK_UP), new Worker(process(), runs++));
        jobs.put(task.id(), job);
        return job;
    }

    void stop(Job job) {
        if (job.state == State.RUNNING) {
            report(ExecutionReport.canceled(job.task));
        }
        job.state = State.OVER;
    }

    void goOn(Job job) {
        if (job.state == State.WAITING) {
            begin(job);
        } else if (job.state == State.RUNNING) {
            finish(job);
        }
    }

    void begin(Job job) {
        ReportOutcome answer = report(ExecutionReport.started(job.task, job.worker));
        if (answer == null) {
            unanswered(job);
        } else if (allows(answer, job)) {
            touch(job);
            run(job);
        } else {
            job.state = State.OVER;
        }
    }

    void run(Job job) {
        job.state = State.RUNNING;
        job.due = setup.clock().instant().plus(WORK);
    }

    void unanswered(Job job) {
        job.due = setup.clock().instant().plus(PICK_UP);
    }

    boolean allows(ReportOutcome answer, Job job) {
        return answer == ReportOutcome.APPLIED || answer == ReportOutcome.REPEATED;
    }

    void finish(Job job) {
        job.state = State.OVER;
        report(ExecutionReport.succeeded(job.task));
    }

    void touch(Job job) {
        servers.touches.computeIfAbsent(job.task.id(), id -> new ArrayList<>()).add(target(job.task));
        servers.ends.put(job.task.id(), setup.clock().instant().plus(WORK));
    }

    AgentVersion target(Invocation task) {
        return task.versions().target();
    }

    List<Job> dueJobs() {
        Instant now = setup.clock().instant();
        return jobs.values().stream()
                .filter(job -> job.state != State.OVER && !job.due.isAfter(now))
                .toList();
    }

    /** The answer, or null if the report could not be delivered. */
    final @Nullable ReportOutcome report(ExecutionReport report) {
        try {
            return setup.reports().report(report);
        } catch (PortException e) {
            return null;
        }
    }
}
