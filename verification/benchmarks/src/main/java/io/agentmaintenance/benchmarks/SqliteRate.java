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
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
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
    private static final int PAGES = 50;
    private static final int WARM_UP = 50_000;
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final SqliteStore store;
    private final int tasks;
    private final Clock clock = Clock.systemUTC();
    private final InvocationIds ids = InvocationIds.timeOrdered(clock, new SecureRandom());
    private int servers;

    private SqliteRate(SqliteStore store, int tasks) {
        this.store = store;
        this.tasks = tasks;
    }

    /**
     * Fills the folder with this number of finished tasks, or takes those that are there, and measures. Before, it stores tasks in another
     * folder: otherwise the first figure would be that of Java which compiles.
     */
    static void print(PrintStream out, Path directory, int tasks) throws IOException {
        Path warmUp = Files.createTempDirectory(Files.createDirectories(directory), "warm-up");
        try (SqliteStore store = SqliteStore.open(warmUp)) {
            SqliteRate rate = new SqliteRate(store, WARM_UP);
            rate.store(WARM_UP);
        }
        delete(warmUp);
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
        measureAcceptance(out);
        store(tasks);
        show(out, "finished tasks now", servers);
        measureAcceptance(out);
        for (long offset : new long[] {0, servers / 2, servers - InvocationQuery.MAX_LIMIT}) {
            measurePage(out, offset, null);
            measurePage(out, offset, InvocationType.INSTALL);
        }
    }

    private void store(int total) {
        while (servers < total) {
            accept(batch(true));
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private void measureAcceptance(PrintStream out) {
        List<List<Insertion>> batches = new ArrayList<>();
        for (int i = 0; i < Math.max(BATCH, tasks / 10); i += BATCH) {
            batches.add(batch(false));
        }
        double accepted = (double) batches.size() * BATCH;
        long begin = System.nanoTime();
        long cpu = THREAD.getCurrentThreadCpuTime();
        batches.forEach(this::accept);
        show(out, "accepted tasks per second", accepted / (System.nanoTime() - begin) * 1e9);
        show(out, "  per second of the processor", accepted / (THREAD.getCurrentThreadCpuTime() - cpu) * 1e9);
        batches.forEach(this::finish);
    }

    private void measurePage(PrintStream out, long offset, @Nullable InvocationType type) {
        InvocationQuery query = new InvocationQuery(PROJECT, null, null, null, type, offset, InvocationQuery.MAX_LIMIT);
        store.repository().find(query);
        long cpu = THREAD.getCurrentThreadCpuTime();
        for (int i = 0; i < PAGES; i++) {
            store.repository().find(query);
        }
        String what = "microseconds of the processor, page at " + offset + (type == null ? "" : ", " + type);
        show(out, what, (THREAD.getCurrentThreadCpuTime() - cpu) / 1e3 / PAGES);
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
        for (InvocationId id : ids.next(BATCH)) {
            InstanceProfile server = Samples.profile(servers++);
            Instant now = clock.instant();
            Invocation task = isFinished
                    ? Samples.done(id, server, 1, InvocationType.INSTALL, now)
                    : Samples.pending(id, server, InvocationType.INSTALL, now);
            batch.add(new Insertion(task, null, null));
        }
        return batch;
    }

    private static void show(PrintStream out, String what, double figure) {
        out.printf(Locale.ROOT, "  %-60s %,10.0f%n", what, figure);
    }
}
