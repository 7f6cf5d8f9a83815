package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Folding the counts")
class FoldingTest {
    @Test
    @DisplayName("keeps a sum below zero while another node folds the rest")
    void keepsASumBelowZero() throws SQLException {
        try (TestStore store = TestStore.withAutoCommit(true);
                Connection other = TestServer.plain().getConnection();
                Statement statement = other.createStatement()) {
            InvocationRepository repository = store.store().repository();
            List<Insertion> batch = Tasks.batch("t", 3);
            repository.insert(PROJECT, batch);
            other.setAutoCommit(false);
            statement.execute("select 1 from " + store.schema() + ".invocation_count for update");
            cancel(repository, batch.get(0).invocation());
            cancel(repository, batch.get(1).invocation());

            assertThat(store.store().foldCounts())
                    .as("rows that nobody else folds")
                    .isEqualTo(4);
            other.rollback();

            assertThat(counts(repository))
                    .isEqualTo(Map.of(InvocationStatus.PENDING, 1L, InvocationStatus.CANCELED, 2L));
        }
    }

    private static void cancel(InvocationRepository repository, Invocation task) {
        repository.update(
                PROJECT,
                List.of(InvocationUpdate.of(task.cancel(Invocations.later(task), "Canceled."), Actor.supervision())));
    }

    private static Map<InvocationStatus, Long> counts(InvocationRepository repository) {
        return repository.counts(PROJECT).stream()
                .collect(Collectors.toMap(InvocationCount::status, InvocationCount::count));
    }
}
