package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("If PostgreSQL is killed in the middle of batches,")
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("am.crashes", 2);
    private static final int WRITERS = 4;
    private static final int BATCH = 100;
    private static final int BATCHES_BEFORE_THE_KILL = 10;

    private final ConcurrentLinkedQueue<List<Insertion>> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<List<Insertion>> inDoubt = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "nothing that was acknowledged is lost, no batch is stored in half, and to repeat one in doubt stores it once")
    void losesNothing() throws Exception {
        TestServer.assumeOwn("this test kills the server");
        try (OwnServer server = new OwnServer(directory);
                HikariDataSource pool = TestServer.pool(server.url(), true, WRITERS, 5_000)) {
            TestServer.createSchema(server.plain(), "am");
            PostgresStore store = PostgresStore.builder(pool).schema("am").open();
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> writers = write(store.repository(), "r" + round);
                int soFar = acknowledged.size();
                while (acknowledged.size() < soFar + BATCHES_BEFORE_THE_KILL) {
                    Thread.onSpinWait();
                }
                server.kill();
                for (Future<?> writer : writers) {
                    writer.get(60, TimeUnit.SECONDS);
                }
                server.restart();
                check(store);
            }
        }
    }

    // Each writer goes on until it gets an exception.
    private List<Future<?>> write(InvocationRepository repository, String prefix) {
        ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = prefix + "w" + writer;
            writers.add(CompletableFuture.runAsync(() -> writeUntilItFails(repository, name), pool));
        }
        pool.shutdown();
        return writers;
    }

    private void writeUntilItFails(InvocationRepository repository, String prefix) {
        for (int i = 0; ; i++) {
            List<Insertion> batch = Tasks.batch(prefix + "b" + i, BATCH);
            try {
                assertThat(repository.insert(PROJECT, batch)).containsOnly(WriteOutcome.STORED);
                acknowledged.add(batch);
            } catch (PortException e) {
                inDoubt.add(batch);
                return;
            }
        }
    }

    private void check(PostgresStore store) {
        InvocationRepository repository = store.repository();
        for (List<Insertion> batch : acknowledged) {
            assertThat(repository.findAll(PROJECT, ids(batch)))
                    .as("an acknowledged batch")
                    .hasSize(BATCH);
        }
        for (List<Insertion> batch : inDoubt) {
            assertThat(repository.findAll(PROJECT, ids(batch)).size())
                    .as("a batch in doubt")
                    .isIn(0, BATCH);
            assertThat(repository.insert(PROJECT, batch)).as("its repetition").containsOnly(WriteOutcome.STORED);
            assertThat(store.journal().timeline(PROJECT, ids(batch).get(0))).hasSize(1);
        }
        long stored = (long) BATCH * (acknowledged.size() + inDoubt.size());
        assertThat(repository.counts(PROJECT))
                .extracting(InvocationCount::count)
                .containsExactly(stored);
    }

    private static List<InvocationId> ids(List<Insertion> batch) {
        return batch.stream().map(insertion -> insertion.invocation().id()).toList();
    }
}
