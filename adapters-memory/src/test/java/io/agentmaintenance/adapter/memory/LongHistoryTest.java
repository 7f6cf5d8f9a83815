package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static io.agentmaintenance.domain.InvocationStatus.CANCELED;
import static io.agentmaintenance.domain.InvocationStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests what the short sequences of {@link RepositoryModelTest} do not reach: a log of many chunks and sections, of which some
 * are dropped, also between others, when all their invocations are forgotten.
 */
@DisplayName("A history of many chunks")
class LongHistoryTest {
    private static final int KEPT = 5_000;
    private static final int BATCHES = 300;
    private static final int BATCH = 100;

    // In the first half of the batches few invocations are finished; in the second half many, in random order.
    private static final int TIDE = 100;

    // These stay active, so the first chunk stays while later ones are dropped.
    private static final int NEVER_FINISHED = 20;

    private final InvocationRepository store = InMemoryInvocationRepository.keeping(KEPT);
    private final ModelRepository model = new ModelRepository(KEPT);
    private final SplittableRandom random = new SplittableRandom(Long.getLong("model.seed", 20261124));
    private final List<Invocation> active = new ArrayList<>();
    private int number;

    @Test
    @DisplayName("returns the same pages as a plain map while tasks are added and forgotten in different orders")
    void returnsThePagesOfAPlainMap() {
        for (int batch = 0; batch < BATCHES; batch++) {
            insert();
            finish(batch);
            for (int i = 0; i < 4; i++) {
                InvocationQuery query = query();
                assertThat(store.find(query))
                        .as("after batch %d: %s", batch, query)
                        .isEqualTo(model.find(query));
            }
        }
    }

    private void insert() {
        List<Insertion> entries = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            Invocation task = Tasks.task(
                    "t" + number,
                    "i" + number,
                    InvocationType.values()[random.nextInt(4)],
                    InstanceType.values()[random.nextInt(2)],
                    START.plusMillis(number++));
            entries.add(new Insertion(task, null, null));
            active.add(task);
            model.put(task);
        }
        assertThat(store.insert(PROJECT, entries)).containsOnly(WriteOutcome.STORED);
    }

    // The invocation that finished first is forgotten first, which leaves gaps in the order of storing.
    private void finish(int batch) {
        List<InvocationUpdate> entries = new ArrayList<>();
        int most = batch % TIDE < TIDE / 2 ? BATCH / 5 : 5 * BATCH;
        for (int i = random.nextInt(most); i > 0 && active.size() > NEVER_FINISHED; i--) {
            Invocation task = active.remove(NEVER_FINISHED + random.nextInt(active.size() - NEVER_FINISHED));
            entries.add(Tasks.update(task.cancel(START.plusMillis(number), "why")));
        }
        if (!entries.isEmpty()) {
            assertThat(store.update(PROJECT, entries)).isEqualTo(model.update(PROJECT, entries));
        }
    }

    private InvocationQuery query() {
        int tasks = (int) model.of(PROJECT).count();
        int depth = random.nextInt(tasks);
        return new InvocationQuery(
                PROJECT,
                null,
                random.nextBoolean() ? InstanceType.values()[random.nextInt(2)] : null,
                null,
                random.nextBoolean() ? InvocationType.values()[random.nextInt(4)] : null,
                random.nextInt(3) == 0 ? (random.nextBoolean() ? PENDING : CANCELED) : null,
                random.nextBoolean() ? depth : Math.max(0, tasks - 1 - depth % 500),
                InvocationQuery.MAX_LIMIT);
    }
}
