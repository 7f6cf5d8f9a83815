package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.tck.Invocations;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Batches for the same servers, each in an order of its own,")
class AnyOrderTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 10;
    private static final int SERVERS = 100;

    @Test
    @DisplayName("meet no deadlock, and one task of each server is stored")
    void meetNoDeadlock() throws Exception {
        try (TestStore store = TestStore.withAutoCommit(true)) {
            long deadlocks = TestServer.deadlocks();
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(stored(store.store().repository(), threads, round)).isEqualTo(SERVERS);
            }
            threads.shutdown();
            assertThat(TestServer.deadlocks() - deadlocks).as("deadlocks").isZero();
        }
    }

    private static long stored(InvocationRepository repository, ExecutorService threads, int round) throws Exception {
        List<Future<List<WriteOutcome>>> runs = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            List<Insertion> batch = batch(round, thread);
            runs.add(threads.submit(() -> repository.insert(PROJECT, batch)));
        }
        long stored = 0;
        for (Future<List<WriteOutcome>> run : runs) {
            stored += run.get(60, TimeUnit.SECONDS).stream()
                    .filter(outcome -> outcome == WriteOutcome.STORED)
                    .count();
        }
        return stored;
    }

    private static List<Insertion> batch(int round, int thread) {
        List<Insertion> batch = new ArrayList<>();
        for (int server = 0; server < SERVERS; server++) {
            String id = "t-" + round + "-" + thread + "-" + server;
            batch.add(Tasks.first(Invocations.install(id, "web-" + round + "-" + server)));
        }
        Collections.shuffle(batch, new Random(thread));
        return batch;
    }
}
