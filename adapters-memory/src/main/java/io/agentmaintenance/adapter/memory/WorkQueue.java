package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that were taken on, one per server, and when each is due, in milliseconds of an {@link ElapsedTime}. Thread-safe.
 */
final class WorkQueue {
    private final int room;
    private final ElapsedTime time;
    private final String process;
    private final Map<Place, Job> jobs = new HashMap<>();
    private final TreeSet<Job> planned =
            new TreeSet<>(Comparator.comparingLong((Job job) -> job.due).thenComparingLong(job -> job.number));
    private long lastTime;
    private long numbers;

    private record Place(ProjectId project, InstanceId instance) {
        static Place of(Invocation invocation) {
            return new Place(invocation.project(), invocation.instanceId());
        }
    }

    /**
     * The answer to a request to take work on.
     *
     * @param taken the new jobs, not yet planned
     * @param declined the ids of what there was no room for
     */
    record Admission(List<Job> taken, Set<InvocationId> declined) {}

    /**
     * Makes an empty queue.
     *
     * @param room how many jobs it holds at most
     * @param time measures pauses
     * @param process the process in the names of the workers; each job is a run of its own
     */
    WorkQueue(int room, ElapsedTime time, String process) {
        this.room = room;
        this.time = time;
        this.process = process;
    }

    /**
     * Makes jobs of invocations. What is known already is skipped. As the core has one active invocation per server, a new one replaces the
     * job of an earlier one.
     */
    synchronized Admission takeOn(List<Invocation> invocations) {
        List<Job> taken = new ArrayList<>(invocations.size());
        Set<InvocationId> declined = new HashSet<>();
        for (Invocation invocation : invocations) {
            Job present = jobs.get(Place.of(invocation));
            if (present == null && jobs.size() >= room) {
                declined.add(invocation.id());
            } else if (present == null || !isOf(present, invocation)) {
                if (present != null) {
                    forget(present);
                }
                taken.add(put(invocation));
            }
        }
        return new Admission(taken, declined);
    }

    /**
     * Makes jobs of invocations that another worker began. What is known already is skipped. A server with another job is declined: it may
     * be a later one.
     */
    synchronized Admission takeOver(List<Invocation> invocations) {
        List<Job> taken = new ArrayList<>(invocations.size());
        Set<InvocationId> declined = new HashSet<>();
        for (Invocation invocation : invocations) {
            Job present = jobs.get(Place.of(invocation));
            if (present == null && jobs.size() < room) {
                Job job = put(invocation);
                job.takenOver = true;
                job.begun = true;
                taken.add(job);
            } else if (present == null || !isOf(present, invocation)) {
                declined.add(invocation.id());
            }
        }
        return new Admission(taken, declined);
    }

    /** Plans when a job is due next, unless it was forgotten. */
    synchronized void plan(Job job, Duration pause) {
        if (!job.dropped) {
            planned.remove(job);
            job.pause(pause);
            job.due = now() + pause.toMillis();
            planned.add(job);
        }
    }

    /** Plans a job that was taken and then neither planned nor forgotten, because its step failed. */
    synchronized void planUnlessPlanned(Job job, Duration pause) {
        if (!planned.contains(job)) {
            plan(job, pause);
        }
    }

    /** Takes jobs that are due; no other caller gets them until they are planned again. */
    synchronized List<Job> takeDue(int limit) {
        long now = now();
        List<Job> due = new ArrayList<>();
        while (due.size() < limit && !planned.isEmpty() && planned.first().due <= now) {
            due.add(planned.pollFirst());
        }
        return due;
    }

    /** Notes that the work begins; false if the job was forgotten, so that it must not. */
    synchronized boolean begin(Job job) {
        job.begun = !job.dropped;
        return job.begun;
    }

    synchronized boolean isForgotten(Job job) {
        return job.dropped;
    }

    /** Forgets a job, so that it is never due and takes no room. */
    synchronized void forget(Job job) {
        job.dropped = true;
        planned.remove(job);
        jobs.remove(Place.of(job.invocation), job);
    }

    /** Forgets the job of an invocation and returns it; null if there is none. */
    synchronized @Nullable Job remove(Invocation invocation) {
        Job job = jobs.get(Place.of(invocation));
        if (job == null || !isOf(job, invocation)) {
            return null;
        }
        forget(job);
        return job;
    }

    /** Takes a job that was removed on again, due now, unless other work has come to its server. */
    synchronized void restore(Job removed) {
        if (!jobs.containsKey(Place.of(removed.invocation))) {
            Job job = put(new Job(removed.invocation, ++numbers, removed.worker));
            job.begun = removed.begun;
            job.takenOver = removed.takenOver;
            plan(job, Duration.ZERO);
        }
    }

    /** {@return a job that only has to report the end of a removed one, and takes no room} */
    synchronized Job toReportOnly(ExecutionReport end, Job removed) {
        Job job = new Job(removed.invocation, ++numbers, removed.worker);
        job.reportEnd(end, null);
        return job;
    }

    private Job put(Invocation invocation) {
        numbers++;
        return put(new Job(invocation, numbers, new Worker(process, numbers)));
    }

    private Job put(Job job) {
        jobs.put(Place.of(job.invocation), job);
        return job;
    }

    /** The time; the last known one if the source fails, because a job that is not planned would be lost. */
    private long now() {
        try {
            lastTime = time.millis();
        } catch (Throwable e) {
            UncaughtFailures.report(e);
        }
        return lastTime;
    }

    private static boolean isOf(Job job, Invocation invocation) {
        return job.invocation.id().equals(invocation.id());
    }
}
