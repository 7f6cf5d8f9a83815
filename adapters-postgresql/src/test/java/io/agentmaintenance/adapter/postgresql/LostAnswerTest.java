package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationQuery;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("If the connection is cut after the commit was sent,")
class LostAnswerTest {
    @Test
    @DisplayName("the batch is stored, and to repeat it stores nothing twice")
    void repeatedInsertionIsStoredOnce() throws IOException {
        try (CuttingProxy proxy = new CuttingProxy(port());
                TestStore store = TestStore.over(TestServer.url().replace(":" + port(), ":" + proxy.port()))) {
            InvocationRepository repository = store.store().repository();
            List<Insertion> batch = Tasks.batch("t", 100);

            proxy.cutNextAnswer();
            assertThatThrownBy(() -> repository.insert(PROJECT, batch))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("the connection to PostgreSQL failed");
            assertThat(proxy.hasCut()).isTrue();

            assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(100);
            assertThat(repository.insert(PROJECT, batch)).containsOnly(WriteOutcome.STORED);
            assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(100);
            assertThat(store.store()
                            .journal()
                            .timeline(PROJECT, batch.get(0).invocation().id()))
                    .hasSize(1);
        }
    }

    private static int port() {
        PGSimpleDataSource server = (PGSimpleDataSource) TestServer.plain();
        return Optional.ofNullable(server.getPortNumbers()).orElseThrow()[0];
    }
}
