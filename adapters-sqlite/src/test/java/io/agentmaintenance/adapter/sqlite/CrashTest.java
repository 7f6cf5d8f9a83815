package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("If the process is killed in the middle of batches,")
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("am.crashes", 2);
    private static final int BATCHES_BEFORE_THE_KILL = 20;

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "nothing that was acknowledged is lost, no batch is stored in half, and the counts are those of a walk")
    void losesNothing() throws Exception {
        List<String> acknowledged = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ChildStore child = ChildStore.start("write", directory, "r" + round);
            child.waitForBatches(BATCHES_BEFORE_THE_KILL);
            acknowledged.addAll(child.kill());
            check(acknowledged);
        }
    }

    @Test
    @DisplayName(
            "the next write puts back into the file what is in the log, so that a log which fills the disk makes room again")
    void writesBackTheLog() throws Exception {
        ChildStore child = ChildStore.start("write", directory);
        child.waitForBatches(BATCHES_BEFORE_THE_KILL);
        child.kill();
        Path file = directory.resolve("agent-maintenance.db");
        Path log = directory.resolve("agent-maintenance.db-wal");
        long before = Files.size(file);
        long ofLog = Files.size(log);
        try (SqliteStore store = SqliteStore.open(directory)) {
            store.repository().insert(PROJECT, Tasks.batch("next", 1));

            assertThat(Files.size(file)).isGreaterThan(before);
            assertThat(Files.size(log)).as("the log, which begins anew").isEqualTo(ofLog);
        }
    }

    private void check(List<String> acknowledged) {
        try (SqliteStore store = SqliteStore.open(directory)) {
            for (String prefix : acknowledged) {
                List<Insertion> batch = Tasks.batch(prefix, ChildStore.BATCH);
                assertThat(store.repository().findAll(PROJECT, ids(batch)))
                        .as("the acknowledged batch %s", prefix)
                        .hasSize(ChildStore.BATCH);
                assertThat(store.repository().insert(PROJECT, batch))
                        .as("its repetition")
                        .containsOnly(WriteOutcome.STORED);
                assertThat(store.journal().timeline(PROJECT, ids(batch).get(0))).hasSize(1);
            }
            long stored = store.repository().counts(PROJECT).stream()
                    .mapToLong(InvocationCount::count)
                    .sum();
            assertThat(stored % ChildStore.BATCH).as("tasks of a half batch").isZero();
            assertThat(stored).isGreaterThanOrEqualTo((long) acknowledged.size() * ChildStore.BATCH);
            assertThat(store.repository().overdue(Instant.MAX, Instant.MAX, Integer.MAX_VALUE))
                    .as("a walk over all")
                    .hasSize((int) stored);
        }
    }

    private static List<InvocationId> ids(List<Insertion> batch) {
        return batch.stream().map(insertion -> insertion.invocation().id()).toList();
    }
}
