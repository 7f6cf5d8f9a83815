package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While a batch waits for a lock, after it has read that a server has no task,")
class StaleInsertionTest {
    private static TestStore store;

    private InvocationRepository repository;

    @BeforeAll
    static void open() {
        store = TestStore.withAutoCommit(true);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        repository = store.emptied().repository();
    }

    @Test
    @DisplayName("a task of the server may come and end: then the entry is a conflict, because of the chain")
    void findsATaskThatHasEndedMeanwhile() throws Exception {
        assertThat(insertMeanwhile(() -> Tasks.storeEnded(repository, Invocations.install("first", "web-1"))))
                .containsExactly(STORED, CONFLICT);
    }

    @Test
    @DisplayName(
            "a task may come, end and be forgotten, and another one come: then the entry is a conflict, because that is active")
    void findsATaskThatIsActiveMeanwhile() throws Exception {
        assertThat(insertMeanwhile(() -> {
                    Invocation first = Tasks.storeEnded(repository, Invocations.install("first", "web-1"));
                    Invocation second =
                            Invocations.invocation("second", "web-1").ordinal(2).build();
                    assertThat(repository.insert(PROJECT, List.of(new Insertion(second, first, null))))
                            .containsExactly(STORED);
                    assertThat(repository.forget(InvocationRepository.END_OF_TIME, 10))
                            .isEqualTo(1);
                }))
                .containsExactly(STORED, CONFLICT);
    }

    /** The outcomes of a batch that waits: of an entry that is valid, and of one for the server that gets tasks meanwhile. */
    private List<WriteOutcome> insertMeanwhile(Runnable others) throws Exception {
        Invocation latest = Tasks.storeEnded(repository, Invocations.install("latest", "web-2"));
        Invocation next = Invocations.invocation("next", "web-2").ordinal(2).build();
        List<Insertion> batch =
                List.of(new Insertion(next, latest, null), Tasks.first(Invocations.install("stale", "web-1")));
        try (Connection other = TestServer.plain().getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from " + store.schema() + ".invocation for update");
            CompletableFuture<List<WriteOutcome>> outcomes =
                    CompletableFuture.supplyAsync(() -> repository.insert(PROJECT, batch));
            TestServer.awaitLock();
            others.run();
            other.rollback();
            return outcomes.get(60, TimeUnit.SECONDS);
        }
    }
}
