package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A numbered series of tasks on a tenth as many servers. INSTALL and UPDATE alternate by round, every fourth server is bare
 * metal. Each task is accepted a millisecond after the previous one.
 */
final class StoreTasks {
    static final int BATCH = 100;
    private static final int TASKS_PER_SERVER = 10;

    final int count;
    private final List<InstanceProfile> servers;

    StoreTasks(int count) {
        this.count = count;
        servers = new ArrayList<>(count / TASKS_PER_SERVER);
        for (int i = 0; i < count / TASKS_PER_SERVER; i++) {
            servers.add(Samples.profile(i));
        }
    }

    int servers() {
        return servers.size();
    }

    InstanceProfile server(long number) {
        return servers.get((int) (number % servers.size()));
    }

    InvocationType type(long number) {
        return number / servers.size() % 2 == 0 ? InvocationType.INSTALL : InvocationType.UPDATE;
    }

    int ordinal(long number) {
        return (int) (number / servers.size()) + 1;
    }

    Invocation accepted(long number) {
        return Samples.pending(
                Samples.task(number), server(number), ordinal(number), type(number), Samples.NOW.plusMillis(number));
    }

    /** {@return a full store that contains all of them as finished tasks} */
    InMemoryInvocationRepository stored() {
        InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(count);
        for (long number = 0; number < count; number += BATCH) {
            live(store, number);
        }
        return store;
    }

    /** Stores a batch, starts it and ends it; returns the number of stored entries of each step. */
    int live(InMemoryInvocationRepository store, long from) {
        List<InstanceId> asked = new ArrayList<>(BATCH);
        for (long number = from; number < from + BATCH; number++) {
            asked.add(server(number).id());
        }
        Map<InstanceId, InstanceHistory> histories = store.histories(PROJECT, asked);
        List<Insertion> insertions = new ArrayList<>(BATCH);
        for (long number = from; number < from + BATCH; number++) {
            InstanceHistory history = histories.get(server(number).id());
            insertions.add(new Insertion(accepted(number), history == null ? null : history.latest(), null));
        }
        List<InvocationUpdate> starts = new ArrayList<>(BATCH);
        List<InvocationUpdate> ends = new ArrayList<>(BATCH);
        for (Insertion insertion : insertions) {
            Invocation task = insertion.invocation();
            InvocationUpdate start =
                    InvocationUpdate.of(task.start(task.createdAt(), Samples.WORKER), Actor.worker(Samples.WORKER));
            starts.add(start);
            ends.add(InvocationUpdate.of(
                    start.change().after().succeed(task.createdAt()), Actor.worker(Samples.WORKER)));
        }
        return stored(store.insert(PROJECT, insertions))
                + stored(store.update(PROJECT, starts))
                + stored(store.update(PROJECT, ends));
    }

    private static int stored(List<WriteOutcome> outcomes) {
        int stored = 0;
        for (WriteOutcome outcome : outcomes) {
            stored += outcome == WriteOutcome.STORED ? 1 : 0;
        }
        return stored;
    }
}
