package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.tck.Invocations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("While 64 threads store, change, withdraw and forget tasks of 300 servers,")
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final int INSTANCES = 300;
    private static final int ROUNDS = Integer.getInteger("am.rounds", 12);
    private static final int BATCH = 12;

    private final AtomicLong ids = new AtomicLong();

    @Test
    @DisplayName("no server has two active tasks, no call fails, and the counts equal a walk")
    void keepsTheInvariants() throws Exception {
        try (TestStore store = TestStore.open()) {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            List<Future<?>> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                threads.add(pool.submit(() -> work(store.store(), random)));
            }
            for (Future<?> thread : threads) {
                thread.get(120, TimeUnit.SECONDS);
            }
            pool.shutdown();

            assertOneActiveTaskAtATime(store.store().journal());
            assertCountsEqualAWalk(store.store().repository());
        }
    }

    private void work(SqliteStore store, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            InvocationRepository repository = store.repository();
            List<InstanceId> instances = random.ints(0, INSTANCES)
                    .distinct()
                    .limit(BATCH)
                    .mapToObj(i -> InstanceId.of("web-" + i))
                    .toList();
            Map<InstanceId, InstanceHistory> histories = repository.histories(PROJECT, instances);
            List<Insertion> insertions = new ArrayList<>();
            List<InvocationUpdate> updates = new ArrayList<>();
            List<Withdrawal> withdrawals = new ArrayList<>();
            for (InstanceId instance : instances) {
                Invocation latest = histories
                        .getOrDefault(instance, InstanceHistory.empty())
                        .latest();
                if (latest == null || !latest.isActive()) {
                    insertions.add(insertion(instance, latest, random));
                } else if (latest.revision() == 1 && random.nextInt(4) == 0) {
                    withdrawals.add(new Withdrawal(latest, Invocations.later(latest)));
                } else {
                    updates.add(InvocationUpdate.of(change(latest, random), Actor.unknownWorker()));
                }
            }
            write(store, insertions, updates, withdrawals, random);
        }
    }

    private static void write(
            SqliteStore store,
            List<Insertion> insertions,
            List<InvocationUpdate> updates,
            List<Withdrawal> withdrawals,
            Random random) {
        if (!insertions.isEmpty()) {
            store.repository().insert(PROJECT, insertions);
        }
        if (!updates.isEmpty()) {
            store.repository().update(PROJECT, updates);
        }
        if (!withdrawals.isEmpty()) {
            store.repository().withdraw(PROJECT, withdrawals);
        }
        if (random.nextInt(6) == 0) {
            store.repository().forget(NOON.plusSeconds(90), 5);
        }
    }

    private Insertion insertion(InstanceId instance, @Nullable Invocation latest, Random random) {
        String id = "t-" + ids.incrementAndGet();
        if (latest != null
                && latest.status() == InvocationStatus.FAILED
                && latest.lineage().retriedBy() == null) {
            return new Insertion(Invocations.retry(id, latest), latest, RetryLink.from(latest));
        }
        Invocation invocation = Invocations.invocation(id, instance.value())
                .ordinal(latest == null ? 1 : latest.ordinal() + 1)
                .createdAt(NOON.plus(Duration.ofSeconds(random.nextInt(100))))
                .build();
        return new Insertion(invocation, latest, null);
    }

    private static InvocationChange change(Invocation active, Random random) {
        if (active.status() == InvocationStatus.PENDING) {
            return random.nextInt(5) == 0
                    ? active.cancel(Invocations.later(active), "Canceled.")
                    : active.start(Invocations.later(active), Invocations.WORKER);
        }
        return random.nextBoolean()
                ? active.succeed(Invocations.later(active))
                : active.fail(Invocations.later(active), "The disk is full.", null);
    }

    // The journal has everything that happened, in the order of its transactions: also what was withdrawn or forgotten.
    private static void assertOneActiveTaskAtATime(Journal journal) {
        Map<InstanceId, JournalEntry> last = new HashMap<>();
        Journal.Entries page = (Journal.Entries) journal.after(PROJECT, null, 1000);
        while (!page.entries().isEmpty()) {
            for (JournalEntry entry : page.entries()) {
                JournalEntry before = last.put(entry.instance(), entry);
                boolean isFree = before == null
                        || before.event() == JournalEntry.Event.WITHDRAWN
                        || !before.status().isActive();
                assertThat(isFree)
                        .as("whether the server is free before %s", entry)
                        .isEqualTo(isAccepted(entry));
            }
            page = (Journal.Entries) journal.after(PROJECT, page.next(), 1000);
        }
        assertThat(last).hasSize(INSTANCES);
    }

    private static boolean isAccepted(JournalEntry entry) {
        return entry.event() == JournalEntry.Event.ACCEPTED;
    }

    private static void assertCountsEqualAWalk(InvocationRepository repository) {
        Map<InvocationCount, Long> walked = new HashMap<>();
        long offset = 0;
        InvocationPage page = repository.find(InvocationQuery.newest(PROJECT));
        long number = page.count();
        while (!page.invocations().isEmpty()) {
            page.invocations().forEach(invocation -> walked.merge(kind(invocation), 1L, Long::sum));
            offset += page.invocations().size();
            page = repository.find(new InvocationQuery(PROJECT, null, null, null, null, offset, 100));
        }
        assertThat(number).as("the number of all").isEqualTo(offset);
        assertThat(repository.counts(PROJECT))
                .containsExactlyInAnyOrderElementsOf(walked.entrySet().stream()
                        .map(e -> new InvocationCount(
                                e.getKey().instanceType(),
                                e.getKey().type(),
                                e.getKey().status(),
                                e.getValue()))
                        .toList());
        walked.forEach((kind, count) -> assertThat(repository.find(query(kind)).count())
                .as("the number of %s", kind)
                .isEqualTo(count));
    }

    private static InvocationCount kind(Invocation invocation) {
        return new InvocationCount(invocation.instance().type(), invocation.type(), invocation.status(), 1);
    }

    private static InvocationQuery query(InvocationCount kind) {
        InstanceType instanceType = kind.instanceType();
        InvocationType type = kind.type();
        return new InvocationQuery(PROJECT, null, instanceType, null, type, kind.status(), 0, 1);
    }
}
