package io.agentmaintenance.race;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.race.Race.Ending;
import io.agentmaintenance.simulation.ForwardingRepository;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Many races, some at a time: one thread cancels, one completes, one ends overdue tasks. No thread writes before all have
 * read, so every race has losers. Each race of a round has a project of its own, because the time-outs of a project are
 * stored in one step. All threads process the projects in the order of their names.
 */
final class Races {
    private static final int RACES_PER_ROUND = 20;
    private static final List<ProjectId> PROJECTS = IntStream.range(0, RACES_PER_ROUND)
            .mapToObj(i -> ProjectId.of((i < 10 ? "p0" : "p") + i))
            .toList();

    private final CoreUnderTest core;
    private final int rounds;
    private final SplittableRandom random = new SplittableRandom(1);
    private final CyclicBarrier barrier = new CyclicBarrier(3, this::nextRound);
    private final Map<Ending, Integer> endings = new HashMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final LongAdder lostWrites = new LongAdder();
    private volatile Map<ProjectId, Race> races = Map.of();

    Races(InvocationRepository repository, int races) {
        this.core = new CoreUnderTest(new Starter(repository));
        this.rounds = races / RACES_PER_ROUND;
    }

    /**
     * Runs the races.
     *
     * @return the number of tasks per way of ending
     * @throws AssertionError if an answer, a notification and the stored task of a race disagree
     */
    Map<Ending, Integer> run() throws InterruptedException {
        List<Thread> runners = List.of(
                runner("cancels", all -> all.forEach(Race::cancel)),
                runner("completes", all -> all.forEach(Race::complete)),
                runner("expires", all -> core.maintenance().supervision().expireOverdue()));
        runners.forEach(Thread::start);
        for (Thread runner : runners) {
            runner.join();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new AssertionError(failed.getMessage(), failed);
        }
        return endings;
    }

    /** The number of writes that lost a race. */
    long lostWrites() {
        return lostWrites.sum();
    }

    private Thread runner(String name, Consumer<Collection<Race>> work) {
        return new Thread(
                () -> {
                    try {
                        barrier.await();
                        for (int i = 0; i < rounds; i++) {
                            work.accept(races.values());
                            barrier.await();
                        }
                    } catch (InterruptedException | BrokenBarrierException e) {
                        failure.compareAndSet(null, e);
                    } catch (RuntimeException | Error e) {
                        failure.compareAndSet(null, e);
                        barrier.reset();
                    }
                },
                name);
    }

    /** Checks the races of a round and prepares the next one. */
    private void nextRound() {
        try {
            races.values().forEach(race -> endings.merge(race.ending(), 1, Integer::sum));
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            throw e;
        }
        races = Map.of();
        core.pass(Duration.ofHours(1));
        Map<ProjectId, Race> next = new LinkedHashMap<>();
        for (ProjectId project : PROJECTS) {
            boolean isBegun = random.nextBoolean();
            boolean reportsSuccess = random.nextInt(3) > 0;
            next.put(project, new Race(core, core.overdueTask(project, isBegun), reportsSuccess));
        }
        core.pass(Duration.ofMinutes(11));
        races = next;
    }

    /** The store as the threads see it: their first writes wait for one another. */
    private final class Starter extends ForwardingRepository {
        Starter(InvocationRepository repository) {
            super(repository);
        }

        @Override
        public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
            Race race = races.get(project);
            if (race != null) {
                race.awaitAllThreads();
            }
            List<WriteOutcome> outcomes = super.update(project, updates);
            lostWrites.add(Collections.frequency(outcomes, WriteOutcome.CONFLICT));
            return outcomes;
        }
    }
}
