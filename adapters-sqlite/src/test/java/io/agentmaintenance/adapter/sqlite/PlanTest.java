package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("No statement of the store")
class PlanTest {
    private static final Pattern SCAN = Pattern.compile("SCAN (invocation|step|instance)\\b.*");
    private static final List<InstanceType> INSTANCE_TYPES = orNull(InstanceType.values());
    private static final List<InvocationType> TYPES = orNull(InvocationType.values());
    private static final List<InvocationStatus> STATUSES = orNull(InvocationStatus.values());

    @Test
    @DisplayName("reads a whole table or sorts what it reads, with any filter and at any depth")
    void usesTheIndexes() throws SQLException {
        try (TestStore store = TestStore.open()) {
            callEverything(store.store());
            List<String> plans = new ArrayList<>();
            try (Connection connection = store.store().dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                for (String sql : store.connections().sql()) {
                    plans.addAll(plan(statement, sql));
                }
            }
            assertThat(plans).as("steps of plans").hasSizeGreaterThan(30).anyMatch(step -> step.contains("MERGE"));
            // Both begin at an end and stop at a limit: the oldest pending task, and the oldest entries of the journal.
            assertThat(plans)
                    .filteredOn(step -> SCAN.matcher(step).matches())
                    .containsExactlyInAnyOrder("SCAN invocation USING INDEX invocation_pending", "SCAN step");
            assertThat(plans).noneMatch(step -> step.contains("TEMP B-TREE"));
        }
    }

    private static void callEverything(SqliteStore store) {
        InvocationRepository repository = store.repository();
        for (InvocationStatus status : InvocationStatus.values()) {
            storeIn(repository, status);
        }
        repository.insert(PROJECT, Tasks.batch("t", 300));
        Invocation task = Tasks.batch("t", 1).get(0).invocation();
        repository.withdraw(PROJECT, List.of(new Withdrawal(task, task.createdAt())));
        repository.histories(PROJECT, List.of(task.instanceId()));
        repository.find(new InvocationQuery(PROJECT, null, null, task.id(), null, 0, 10));
        repository.find(new InvocationQuery(PROJECT, task.instanceId(), null, null, null, 0, 10));
        findWithEveryFilter(repository);
        repository.overdue(Instant.MAX, Instant.MAX, 10);
        repository.datedAfter(Instant.MIN);
        repository.pending(Instant.MAX, task, 10);
        repository.running(null, 10);
        repository.oldestPending();
        repository.counts(PROJECT);
        store.journal().timeline(PROJECT, task.id());
        store.journal().after(PROJECT, null, 10);
        store.journal().after(null, null, 10);
        store.journal().forget(Instant.MAX, 10);
        store.inventory().define(PROJECT, List.of());
        store.inventory().observe(PROJECT, Map.of());
        store.inventory().find(PROJECT, List.of(task.instanceId()));
        store.inventory().list(PROJECT, new Filter(AgentStatus.RUNNING, null), null, 10);
        store.inventory().list(PROJECT, new Filter(null, AgentVersion.of("1")), null, 10);
        store.inventory().countsByVersion(PROJECT);
        repository.forget(Instant.MAX, 10);
    }

    private static void findWithEveryFilter(InvocationRepository repository) {
        for (InstanceType instanceType : INSTANCE_TYPES) {
            for (InvocationType type : TYPES) {
                for (InvocationStatus status : STATUSES) {
                    for (long offset : new long[] {0, 290}) {
                        repository.find(
                                new InvocationQuery(PROJECT, null, instanceType, null, type, status, offset, 10));
                    }
                }
            }
        }
    }

    private static void storeIn(InvocationRepository repository, InvocationStatus status) {
        Invocation task =
                Invocations.install("of-" + status.name().toLowerCase(Locale.ROOT), "web-" + status.ordinal());
        repository.insert(PROJECT, List.of(Tasks.first(task)));
        Invocations.path(task, status)
                .forEach(change ->
                        repository.update(PROJECT, List.of(InvocationUpdate.of(change, Actor.supervision()))));
    }

    private static List<String> plan(Statement statement, String sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("explain query plan " + sql)) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return steps;
    }

    private static <T> List<@Nullable T> orNull(T[] values) {
        List<@Nullable T> all = new ArrayList<>(List.of(values));
        all.add(null);
        return all;
    }
}
