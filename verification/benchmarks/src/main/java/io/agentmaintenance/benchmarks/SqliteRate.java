package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures how many tasks a store in a folder accepts in a second, each batch synced, on an empty file and behind many finished tasks. */
final class SqliteRate {
    private static final int BATCH = 100;

    private final SqliteStore store;
    private final int tasks;
    private final Clock clock = Clock.systemUTC();
    private final InvocationIds ids = InvocationIds.timeOrdered(clock, new SecureRandom());
    private int servers;

    private SqliteRate(SqliteStore store, int tasks) {
        this.store = store;
        this.tasks = tasks;
    }

    /** Fills the folder with this number of finished tasks, or takes those that are there, and measures. */
    static void print(PrintStream out, Path directory, int tasks) throws IOException {
        long opened = System.nanoTime();
        try (SqliteStore store = SqliteStore.open(directory)) {
            new SqliteRate(store, tasks).print(out);
            show(out, "opening and all of this, in seconds", (System.nanoTime() - opened) / 1e9);
        }
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = files.mapToLong(file -> file.toFile().length()).sum();
            show(out, "MiB of the folder", bytes / 1048576.0);
        }
    }

    private void print(PrintStream out) {
        servers = (int) store.repository().find(InvocationQuery.newest(PROJECT)).count();
        show(out, "finished tasks at the beginning", servers);
        show(out, "accepted tasks/s in batches of 100", acceptedPerSecond());
        while (servers < tasks) {
            accept(batch(true));
        }
        show(out, "finished tasks now", servers);
        show(out, "accepted tasks/s in batches of 100", acceptedPerSecond());
        for (long offset : new long[] {0, servers / 2, servers - InvocationQuery.MAX_LIMIT}) {
            show(out, "microseconds of the page at " + offset, microsOfPage(offset, null));
            show(
                    out,
                    "microseconds of the page of INSTALLs at " + offset,
                    microsOfPage(offset, InvocationType.INSTALL));
        }
    }

    private double acceptedPerSecond() {
        List<List<Insertion>> batches = new ArrayList<>();
        for (int i = 0; i < Math.max(BATCH, tasks / 10); i += BATCH) {
            batches.add(batch(false));
        }
        long begin = System.nanoTime();
        batches.forEach(this::accept);
        double seconds = (System.nanoTime() - begin) / 1e9;
        batches.forEach(this::finish);
        return batches.size() * BATCH / seconds;
    }

    private double microsOfPage(long offset, @Nullable InvocationType type) {
        InvocationQuery query = new InvocationQuery(PROJECT, null, null, null, type, offset, InvocationQuery.MAX_LIMIT);
        int repetitions = 20;
        store.repository().find(query);
        long begin = System.nanoTime();
        for (int i = 0; i < repetitions; i++) {
            store.repository().find(query);
        }
        return (System.nanoTime() - begin) / 1e3 / repetitions;
    }

    private void accept(List<Insertion> batch) {
        if (store.repository().insert(PROJECT, batch).contains(WriteOutcome.CONFLICT)) {
            throw new IllegalStateException("a task was not stored");
        }
    }

    private void finish(List<Insertion> batch) {
        List<InvocationChange> starts = batch.stream()
                .map(insertion -> insertion.invocation().start(clock.instant(), Samples.WORKER))
                .toList();
        update(starts);
        update(starts.stream()
                .map(start -> start.after().succeed(clock.instant()))
                .toList());
    }

    private void update(List<InvocationChange> changes) {
        store.repository()
                .update(
                        PROJECT,
                        changes.stream()
                                .map(change -> InvocationUpdate.of(change, Actor.worker(Samples.WORKER)))
                                .toList());
    }

    private List<Insertion> batch(boolean isFinished) {
        List<Insertion> batch = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            InstanceProfile server = Samples.profile(servers++);
            Instant now = clock.instant();
            Invocation task = isFinished
                    ? Samples.done(ids.next(), server, 1, InvocationType.INSTALL, now)
                    : Samples.pending(ids.next(), server, InvocationType.INSTALL, now);
            batch.add(new Insertion(task, null, null));
        }
        return batch;
    }

    private static void show(PrintStream out, String what, double figure) {
        out.printf(Locale.ROOT, "  %-45s %,12.0f%n", what, figure);
    }
}
