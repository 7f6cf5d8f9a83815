package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static io.agentmaintenance.adapter.memory.Tasks.install;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Finished tasks, which are kept in little space,")
class FinishedTasksTest {
    /** More tasks than a block has rows. */
    private static final int MANY = 600;

    private final InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(2 * MANY);

    static List<InstanceProfile> servers() {
        List<InstanceProfile> servers = new ArrayList<>();
        for (int length : List.of(1, 36, 39, 40, 41, 64)) {
            InstanceId id = InstanceId.of("i".repeat(length));
            servers.add(InstanceProfile.ecs(id));
            servers.add(new InstanceProfile(id, id.value(), InstanceType.BMS, List.of(), List.of()));
            servers.add(new InstanceProfile(id, "another name \u00e9\u4e2d", InstanceType.ECS, List.of(), List.of()));
            servers.add(new InstanceProfile(id, id.value(), InstanceType.ECS, List.of("10.0.0.1"), List.of()));
            servers.add(new InstanceProfile(id, id.value(), InstanceType.ECS, List.of(), List.of("10.0.0.2")));
        }
        return servers;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    @DisplayName("are read as they were, whatever server they were for, and found by it")
    void server(InstanceProfile server) {
        Invocation task = on(server, install("a", "i"));
        Invocation neighbour = install("b", "neighbour");
        insert(task);
        insert(neighbour);
        Invocation finishedNeighbour = finished(neighbour);
        Invocation finished = finished(task);
        assertThat(stored("a")).isEqualTo(finished);
        assertThat(stored("b")).isEqualTo(finishedNeighbour);
        assertThat(store.histories(PROJECT, List.of(server.id()))
                        .get(server.id())
                        .latest())
                .isEqualTo(finished);
        assertThat(store.histories(
                        PROJECT,
                        List.of(InstanceId.of("j".repeat(server.id().value().length())))))
                .isEmpty();
    }

    @Test
    @DisplayName("are read as they were, however many messages there are, and again after their places were used again")
    void messages() {
        InMemoryInvocationRepository small = InMemoryInvocationRepository.keeping(MANY);
        Map<InvocationId, Invocation> expected = new HashMap<>();
        for (int i = 0; i < 3 * MANY; i++) {
            Invocation task = install("t" + i, "i" + i);
            small.insert(PROJECT, List.of(new Insertion(task, null, null)));
            InvocationChange failure = task.cancel(START.plusMillis(i), "stopped: " + i % 200);
            update(small, InvocationUpdate.of(failure));
            if (i >= 2 * MANY) {
                expected.put(task.id(), failure.after());
            }
        }
        assertThat(small.findAll(PROJECT, expected.keySet())).isEqualTo(expected);
        assertThat(small.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(MANY);
    }

    @Test
    @DisplayName("include the rollback by whose end the update that it undoes is forgotten")
    void rollbackOfTheOldest() {
        InMemoryInvocationRepository small = InMemoryInvocationRepository.keeping(1);
        Invocation first = install("first", "i");
        small.insert(PROJECT, List.of(new Insertion(first, null, null)));
        List<Withdrawal> neighbours = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Invocation neighbour = install("n" + i, "j" + i);
            small.insert(PROJECT, List.of(new Insertion(neighbour, null, null)));
            neighbours.add(new Withdrawal(neighbour, null));
        }
        InvocationChange success = first.start(START).after().succeed(START);
        update(small, InvocationUpdate.of(first.start(START)));
        update(small, InvocationUpdate.of(success));
        Invocation second = install("second", "i");
        small.insert(PROJECT, List.of(new Insertion(second, success.after(), null)));
        small.withdraw(PROJECT, neighbours);

        InvocationChange rollback = second.start(START).after().succeed(START);
        update(small, InvocationUpdate.of(second.start(START)));
        update(small, new InvocationUpdate(rollback, success.after().rolledBack(START, rollback.after())));

        assertThat(small.find(InvocationQuery.newest(PROJECT)).invocations()).containsExactly(rollback.after());
    }

    private static Invocation on(InstanceProfile server, Invocation task) {
        return new Invocation(
                task.id(),
                task.project(),
                server,
                task.type(),
                task.operation(),
                task.lineage(),
                task.origin(),
                task.versions(),
                task.createdAt(),
                task.progress(),
                task.revision());
    }

    private Invocation finished(Invocation task) {
        InvocationChange start = task.start(START.plusMillis(1));
        InvocationChange end = start.after().succeed(START.plusMillis(2));
        update(store, InvocationUpdate.of(start));
        update(store, InvocationUpdate.of(end));
        return end.after();
    }

    private void insert(Invocation task) {
        assertThat(store.insert(PROJECT, List.of(new Insertion(task, null, null))))
                .containsExactly(WriteOutcome.STORED);
    }

    private static void update(InMemoryInvocationRepository store, InvocationUpdate update) {
        assertThat(store.update(PROJECT, List.of(update))).containsExactly(WriteOutcome.STORED);
    }

    private Invocation stored(String id) {
        return store.findAll(PROJECT, List.of(InvocationId.of(id))).get(InvocationId.of(id));
    }
}
