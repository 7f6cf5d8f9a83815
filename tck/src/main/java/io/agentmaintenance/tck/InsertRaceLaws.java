package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The law of {@code insert} under many threads. */
abstract class InsertRaceLaws extends RepositoryLaws {
    private static final int SERVERS = 30;
    private static final int ROUNDS = 10;

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
