package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code insert} under many threads. */
abstract class InsertRaceLaws extends RepositoryLaws {
    private static final int SERVERS = 30;
    private static final int ROUNDS = 10;
    private static final int FEW = 3;
    private static final int TURNS = 10;

    InsertRaceLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores one active task per server when 64 threads insert for the same servers, in either order")
    void storesOneActiveUnder64Threads() {
        // A single race may succeed by chance.
        for (int round = 0; round < ROUNDS; round++) {
            race("round-" + round);
        }
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(ROUNDS * SERVERS);
    }

    @Test
    @DisplayName("keeps one chain per server when 64 threads insert after what they have read, and end it at once")
    void keepsOneChainUnder64Threads() {
        Map<InstanceId, Integer> stored = new ConcurrentHashMap<>();

        Race.of(thread -> {
            for (int turn = 0; turn < TURNS; turn++) {
                insertAndEnd(thread + "-" + turn, stored);
            }
            return thread;
        });

        for (int server = 0; server < FEW; server++) {
            InvocationQuery query = new InvocationQuery(PROJECT, server(server), null, null, null, 0, 1);
            long count = repository.find(query).count();
            assertThat(count)
                    .as("tasks of %s", server(server))
                    .isEqualTo(stored.getOrDefault(server(server), 0).longValue());
            List<Integer> ordinals = new ArrayList<>();
            for (int offset = 0; offset < count; offset += BATCH) {
                repository.find(page(query, offset, BATCH)).invocations().forEach(task -> ordinals.add(task.ordinal()));
            }
            assertThat(ordinals)
                    .as("places in the chain of %s, the newest first", server(server))
                    .isEqualTo(IntStream.iterate((int) count, ordinal -> ordinal - 1)
                            .limit(count)
                            .boxed()
                            .toList());
        }
    }

    /** Inserts a task for each server after its newest one if that one has ended, and ends what was stored. */
    private void insertAndEnd(String id, Map<InstanceId, Integer> stored) {
        List<InstanceId> servers =
                IntStream.range(0, FEW).mapToObj(InsertRaceLaws::server).toList();
        Map<InstanceId, InstanceHistory> read = repository.histories(PROJECT, servers);
        List<Insertion> wishes = new ArrayList<>();
        for (InstanceId server : servers) {
            InstanceHistory history = read.getOrDefault(server, InstanceHistory.empty());
            if (history.active() == null) {
                wishes.add(after(history.latest(), install(id + "-" + server, server.value())));
            }
        }
        if (id.hashCode() % 2 == 0) {
            Collections.reverse(wishes);
        }
        List<WriteOutcome> outcomes = wishes.isEmpty() ? List.of() : repository.insert(PROJECT, wishes);
        for (int i = 0; i < wishes.size(); i++) {
            if (outcomes.get(i) == STORED) {
                Invocation task = wishes.get(i).invocation();
                stored.merge(task.instanceId(), 1, Integer::sum);
                given(task.cancel(Invocations.later(task), "Canceled."));
            }
        }
    }

    private static InstanceId server(int number) {
        return InstanceId.of("chain-" + number);
    }

    private void race(String round) {
        List<List<Insertion>> batches = IntStream.range(0, Race.THREADS)
                .mapToObj(thread -> wishes(round, thread))
                .toList();

        List<List<WriteOutcome>> outcomes = Race.of(thread -> repository.insert(PROJECT, batches.get(thread)));

        Map<InvocationId, Invocation> winners = new HashMap<>();
        for (int thread = 0; thread < Race.THREADS; thread++) {
            assertThat(outcomes.get(thread)).hasSize(SERVERS);
            for (int i = 0; i < SERVERS; i++) {
                Invocation task = batches.get(thread).get(i).invocation();
                assertThat(outcomes.get(thread).get(i)).isIn(STORED, CONFLICT);
                if (outcomes.get(thread).get(i) == STORED) {
                    winners.put(task.id(), task);
                }
            }
        }
        Set<InvocationId> all = batches.stream()
                .flatMap(List::stream)
                .map(entry -> entry.invocation().id())
                .collect(Collectors.toSet());
        assertThat(repository.findAll(PROJECT, all))
                .as("the stored tasks are those that were answered as STORED")
                .isEqualTo(winners);
        assertThat(winners.values())
                .extracting(Invocation::instanceId)
                .as("servers that got a task")
                .doesNotHaveDuplicates()
                .hasSize(SERVERS);
        assertThat(repository
                        .find(page(InvocationQuery.newest(PROJECT), 0, SERVERS))
                        .invocations())
                .containsExactlyInAnyOrderElementsOf(winners.values());
    }

    private static List<Insertion> wishes(String round, int thread) {
        List<Insertion> wishes = new ArrayList<>();
        for (int server = 0; server < SERVERS; server++) {
            String id = round + "-" + server;
            wishes.add(first(install(id + "-by-" + thread, id)));
        }
        if (thread % 2 == 1) {
            // Two threads that lock rows in different orders would wait for each other.
            Collections.reverse(wishes);
        }
        return wishes;
    }
}
