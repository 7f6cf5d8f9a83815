package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While two threads store batches,")
class BesideTest {
    private static final int WRITERS = 2;
    private static final int BATCHES = 60;
    private static final int BATCH = 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger writing = new AtomicInteger(WRITERS);
    private final AtomicReference<List<InvocationId>> latest = new AtomicReference<>(List.of());
    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.open();
    }

    @AfterEach
    void close() {
        threads.shutdown();
        store.close();
    }

    @Test
    @DisplayName("readers never fail, see whole batches, and see the same number on the page and beside it")
    void readersNeverFail() throws Exception {
        List<Future<?>> runs = write();
        for (int reader = 0; reader < 12; reader++) {
            runs.add(threads.submit(whileOthersWrite(() -> {
                InvocationPage page = store.store().repository().find(InvocationQuery.newest(PROJECT));
                assertThat(page.count() % BATCH).isZero();
                assertThat(store.store()
                                .repository()
                                .findAll(PROJECT, latest.get())
                                .size())
                        .as("what is found of a batch that is being stored")
                        .isIn(0, BATCH);
                assertThat(page.invocations()).hasSize((int) Math.min(page.count(), InvocationQuery.MAX_LIMIT));
            })));
        }
        waitFor(runs);
    }

    @Test
    @DisplayName("others write tables of their own in the same file, and are never refused")
    void othersWriteInTheSameFile() throws Exception {
        try (Connection connection = store.store().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table other (id integer primary key, number integer not null)");
            statement.execute("insert into other values (1, 0)");
            List<Future<?>> runs = write();
            runs.add(threads.submit(whileOthersWrite(() -> {
                try (PreparedStatement update =
                        connection.prepareStatement("update other set number = number + 1 where id = 1")) {
                    assertThat(update.executeUpdate()).isEqualTo(1);
                }
            })));
            waitFor(runs);
        }
        assertThat(store.store()
                        .repository()
                        .find(InvocationQuery.newest(PROJECT))
                        .count())
                .isEqualTo(WRITERS * BATCHES * BATCH);
    }

    private List<Future<?>> write() {
        List<Future<?>> runs = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String prefix = "w" + writer + "-";
            runs.add(threads.submit(() -> {
                try {
                    for (int i = 0; i < BATCHES; i++) {
                        List<Insertion> batch = Tasks.batch(prefix + i, BATCH);
                        latest.set(batch.stream()
                                .map(insertion -> insertion.invocation().id())
                                .toList());
                        store.store().repository().insert(PROJECT, batch);
                    }
                } finally {
                    writing.decrementAndGet();
                }
            }));
        }
        return runs;
    }

    /** Something that a thread does again and again while others write, and at least once. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    private Callable<Void> whileOthersWrite(Step step) {
        return () -> {
            do {
                step.run();
            } while (writing.get() > 0);
            return null;
        };
    }

    private static void waitFor(List<Future<?>> runs) throws Exception {
        for (Future<?> run : runs) {
            run.get(120, TimeUnit.SECONDS);
        }
    }
}
