package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The task store in memory answers like a plain list")
class RepositoryModelTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void model(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int bound = 1 + random.nextInt(30);
        InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(bound);
        List<Invocation> model = new ArrayList<>();
        List<InvocationId> finished = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            if (random.nextInt(3) == 0) {
                insert(random, store, model, i);
            } else if (!model.isEmpty()) {
                change(random, store, model, finished, bound);
            }
            if (random.nextInt(20) == 0) {
                compare(random, store, model);
            }
        }
    }

    private static void insert(
            SplittableRandom random, InMemoryInvocationRepository store, List<Invocation> model, int number) {
        String instance = "i" + random.nextInt(40);
        Invocation task = Tasks.task(
                "t" + number,
                instance,
                InvocationType.values()[random.nextInt(4)],
                InstanceType.values()[random.nextInt(2)],
                START.plusMillis(number));
        boolean free = model.stream()
                .noneMatch(t -> t.isActive() && t.instanceId().value().equals(instance));
        WriteOutcome outcome =
                store.insert(PROJECT, List.of(Tasks.insertion(store, task))).get(0);
        assertThat(outcome).isEqualTo(free ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        if (free) {
            model.add(task);
        }
    }

    private static void change(
            SplittableRandom random,
            InMemoryInvocationRepository store,
            List<Invocation> model,
            List<InvocationId> finished,
            int bound) {
        int index = random.nextInt(model.size());
        Invocation task = model.get(index);
        InvocationChange change = next(random, task);
        if (change == null) {
            return;
        }
        assertThat(store.update(PROJECT, List.of(InvocationUpdate.of(change)))).containsExactly(WriteOutcome.STORED);
        model.set(index, change.after());
        if (task.isActive() && !change.after().isActive()) {
            finished.add(task.id());
        }
        while (finished.size() > bound) {
            InvocationId oldest = finished.remove(0);
            model.removeIf(t -> t.id().equals(oldest));
        }
    }

    private static InvocationChange next(SplittableRandom random, Invocation task) {
        return switch (task.status()) {
            case PENDING -> random.nextInt(5) == 0 ? task.cancel(START, "why") : task.start(START);
            case RUNNING -> random.nextInt(3) == 0 ? task.timeOut(START) : task.succeed(START);
            case TIMEOUT -> task.succeed(START);
            default -> null;
        };
    }

    private static void compare(SplittableRandom random, InMemoryInvocationRepository store, List<Invocation> model) {
        InvocationQuery query = new InvocationQuery(
                PROJECT,
                random.nextInt(3) == 0 ? InstanceId.of("i" + random.nextInt(40)) : null,
                random.nextBoolean() ? InstanceType.values()[random.nextInt(2)] : null,
                random.nextInt(6) == 0 && !model.isEmpty()
                        ? model.get(random.nextInt(model.size())).id()
                        : null,
                random.nextBoolean() ? InvocationType.values()[random.nextInt(4)] : null,
                random.nextInt(40),
                1 + random.nextInt(100));
        List<Invocation> matching =
                new ArrayList<>(model.stream().filter(query::matches).toList());
        Collections.reverse(matching);
        var page = store.find(query);
        assertThat(page.count()).isEqualTo(matching.size());
        assertThat(page.invocations())
                .isEqualTo(matching.stream()
                        .skip(query.offset())
                        .limit(query.limit())
                        .toList());
    }
}
