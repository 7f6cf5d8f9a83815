package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("While PostgreSQL is frozen, and the connections have a time limit of two seconds,")
class FreezeTest {
    private static final String TIME_LIMIT = "&socketTimeout=2&connectTimeout=2";
    private static final int BATCH = 100;
    // As many as there are connections, and one more. Each waits for the time limit, so the freeze takes at least 6
    // seconds.
    private static final int CALLS = 3;

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "each call throws PortException; afterwards the next call succeeds, and a repeated batch is stored once")
    void throwsAndRecovers() throws Exception {
        TestServer.assumeOwn("this test freezes the server");
        try (OwnServer server = new OwnServer(directory);
                HikariDataSource pool = TestServer.pool(server.url() + TIME_LIMIT, true, CALLS - 1, 2_000)) {
            TestServer.createSchema(server.plain(), "am");
            PostgresStore store = PostgresStore.builder(pool).schema("am").open();
            InvocationRepository repository = store.repository();
            List<List<Insertion>> batches = new ArrayList<>();
            server.freeze();
            try {
                for (int call = 0; call < CALLS; call++) {
                    List<Insertion> batch = Tasks.batch("frozen-" + call, BATCH);
                    batches.add(batch);
                    assertThatThrownBy(() -> repository.insert(PROJECT, batch))
                            .as("call %d", call)
                            .isInstanceOf(PortException.class)
                            .hasMessageStartingWith("cannot store invocations: ");
                }
            } finally {
                server.thaw();
            }

            List<Insertion> next = Tasks.batch("next", BATCH);
            assertThat(repository.insert(PROJECT, next)).as("the next call").containsOnly(WriteOutcome.STORED);
            for (List<Insertion> batch : batches) {
                assertThat(repository.findAll(PROJECT, ids(batch)).size()).isIn(0, BATCH);
                assertThat(repository.insert(PROJECT, batch))
                        .as("its repetition")
                        .containsOnly(WriteOutcome.STORED);
            }
            assertThat(repository.counts(PROJECT))
                    .extracting(InvocationCount::count)
                    .containsExactly((CALLS + 1L) * BATCH);
        }
    }

    private static List<InvocationId> ids(List<Insertion> batch) {
        return batch.stream().map(insertion -> insertion.invocation().id()).toList();
    }
}
