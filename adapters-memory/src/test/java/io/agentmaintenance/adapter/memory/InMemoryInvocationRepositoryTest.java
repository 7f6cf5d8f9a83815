package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.OTHER;
import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static io.agentmaintenance.adapter.memory.Tasks.insertion;
import static io.agentmaintenance.adapter.memory.Tasks.install;
import static io.agentmaintenance.application.port.out.WriteOutcome.CONFLICT;
import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The task store in memory")
class InMemoryInvocationRepositoryTest {
    private final InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(3);

    private WriteOutcome insert(Invocation task) {
        return store.insert(PROJECT, List.of(insertion(store, task))).get(0);
    }

    private Invocation stored(String id) {
        return store.findAll(PROJECT, List.of(InvocationId.of(id))).get(InvocationId.of(id));
    }

    private WriteOutcome update(InvocationChange change) {
        return store.update(PROJECT, List.of(InvocationUpdate.of(change))).get(0);
    }

    private void finish(String id) {
        update(stored(id).start(START));
        update(stored(id).succeed(START));
    }

    @Nested
    @DisplayName("insert")
    class Insert {
        @Test
        @DisplayName("gives back what was stored, be the id a UUID or any other of up to 64 characters")
        void roundTrip() {
            for (String id : List.of(
                    "0192f0a4-1234-7abc-8def-0123456789ab",
                    "0192F0A4-1234-7ABC-8DEF-0123456789AB",
                    "0192f0a4-1234-7abc-8def0-123456789ab",
                    "x".repeat(64),
                    "1")) {
                Invocation task = install(id, "on-" + id.hashCode());
                assertThat(insert(task)).isEqualTo(STORED);
                assertThat(stored(id)).isEqualTo(task);
            }
        }

        @Test
        @DisplayName("refuses a second active task of an instance, and goes on with the next entry")
        void oneActive() {
            List<WriteOutcome> outcomes = store.insert(
                    PROJECT,
                    List.of(
                            new Insertion(install("a", "i"), null, null),
                            new Insertion(install("b", "i"), null, null),
                            new Insertion(install("c", "j"), null, null)));
            assertThat(outcomes).containsExactly(STORED, CONFLICT, STORED);
        }

        @Test
        @DisplayName("refuses what builds on a newest task that is not the newest any more, or has changed")
        void staleLatest() {
            insert(install("a", "i"));
            Invocation pending = stored("a");
            finish("a");
            assertThat(store.insert(PROJECT, List.of(new Insertion(install("b", "i"), null, null))))
                    .containsExactly(CONFLICT);
            assertThat(store.insert(PROJECT, List.of(new Insertion(install("b", "i"), pending, null))))
                    .containsExactly(CONFLICT);
            assertThat(store.insert(PROJECT, List.of(new Insertion(install("b", "i"), stored("a"), null))))
                    .containsExactly(STORED);
        }

        @Test
        @DisplayName("stores the link of the repeated task in the same step, or neither")
        void link() {
            insert(install("a", "i"));
            update(stored("a").cancel(START, "why"));
            Invocation before = stored("a");
            InvocationChange link = before.retriedBy(InvocationId.of("b"));
            update(before.retriedBy(InvocationId.of("x")));
            assertThat(store.insert(PROJECT, List.of(new Insertion(install("b", "i"), stored("a"), link))))
                    .containsExactly(CONFLICT);
            assertThat(stored("b")).isNull();
            InvocationChange good = stored("a").retriedBy(InvocationId.of("b"));
            assertThat(store.insert(PROJECT, List.of(new Insertion(install("b", "i"), stored("a"), good))))
                    .containsExactly(STORED);
            assertThat(stored("a").lineage().retriedBy()).isEqualTo(InvocationId.of("b"));
        }

        @Test
        @DisplayName("writes nothing where it throws, as for an entry that is none, and then works as ever")
        void nothingHalfDone() {
            List<Insertion> withNone = Arrays.asList(insertion(store, install("a", "i")), null);

            assertThatNullPointerException().isThrownBy(() -> store.insert(PROJECT, withNone));

            assertThat(stored("a")).isNull();
            assertThat(insert(install("a", "i"))).isEqualTo(STORED);
        }

        @Test
        @DisplayName("lets one of 64 threads win")
        void race() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(64);
            CyclicBarrier start = new CyclicBarrier(64);
            List<Callable<WriteOutcome>> tries = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Insertion insertion = new Insertion(install("t" + i, "i"), null, null);
                tries.add(() -> {
                    start.await();
                    return store.insert(PROJECT, List.of(insertion)).get(0);
                });
            }
            List<WriteOutcome> outcomes = new ArrayList<>();
            for (Future<WriteOutcome> outcome : threads.invokeAll(tries)) {
                outcomes.add(outcome.get());
            }
            threads.shutdown();
            assertThat(outcomes).containsOnlyOnce(STORED);
            assertThat(store.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(1);
        }
    }

    @Nested
    @DisplayName("update and withdraw")
    class Change {
        @Test
        @DisplayName("store only what builds on the stored revision; both changes of an entry, or neither")
        void revisions() {
            insert(install("a", "i"));
            insert(install("b", "j"));
            InvocationChange start = stored("a").start(START);
            InvocationChange stale = stored("b").start(START);
            assertThat(update(stored("b").start(START))).isEqualTo(STORED);
            assertThat(store.update(PROJECT, List.of(new InvocationUpdate(start, stale))))
                    .containsExactly(CONFLICT);
            assertThat(stored("a").revision()).isEqualTo(1);
            assertThat(update(start)).isEqualTo(STORED);
            assertThat(update(start)).isEqualTo(CONFLICT);
        }

        @Test
        @DisplayName("write nothing where they throw, as for an entry that is none")
        void nothingHalfDone() {
            insert(install("a", "i"));
            List<InvocationUpdate> updates =
                    Arrays.asList(InvocationUpdate.of(stored("a").start(START)), null);
            List<Withdrawal> withdrawals = Arrays.asList(new Withdrawal(stored("a"), null), null);

            assertThatNullPointerException().isThrownBy(() -> store.update(PROJECT, updates));
            assertThatNullPointerException().isThrownBy(() -> store.withdraw(PROJECT, withdrawals));

            assertThat(stored("a").revision()).isEqualTo(1);
        }

        @Test
        @DisplayName("let an untouched task disappear everywhere, and only an untouched one")
        void withdraw() {
            insert(install("a", "i"));
            insert(install("b", "j"));
            Invocation a = stored("a");
            Invocation b = stored("b");
            update(b.start(START));
            assertThat(store.withdraw(PROJECT, List.of(new Withdrawal(a, null), new Withdrawal(b, null))))
                    .containsExactly(STORED, CONFLICT);
            assertThat(stored("a")).isNull();
            assertThat(store.find(InvocationQuery.newest(PROJECT)).invocations())
                    .extracting(Invocation::id)
                    .containsExactly(InvocationId.of("b"));
            assertThat(store.histories(PROJECT, List.of(InstanceId.of("i")))).isEmpty();
            assertThat(store.pending(null, 10)).isEmpty();
        }

        @Test
        @DisplayName("go on when those that came next to the last one, with all around them, are long forgotten")
        void nextIsForgotten() {
            List<Invocation> tasks = IntStream.range(0, 2 * 256)
                    .mapToObj(i -> install("t" + i, "s" + i))
                    .toList();
            store.insert(PROJECT, tasks.stream().map(t -> insertion(store, t)).toList());
            update(tasks.get(0).start(START));
            tasks.forEach(task -> update(stored(task.id().value()).cancel(START, "why")));

            assertThat(stored("t507")).isNull();
            assertThat(stored("t511").progress().message()).isEqualTo("why");
        }
    }

    @Nested
    @DisplayName("history")
    class History {
        @Test
        @DisplayName("forgets first what finished first, and never an active task")
        void eviction() {
            insert(install("active", "i0"));
            for (String id : List.of("a", "b", "c", "d", "e")) {
                insert(install(id, "i" + id));
            }
            for (String id : List.of("c", "a", "b", "e", "d")) {
                finish(id);
            }
            assertThat(store.find(InvocationQuery.newest(PROJECT)).invocations())
                    .extracting(i -> i.id().value())
                    .containsExactly("e", "d", "b", "active");
            assertThat(store.find(InvocationQuery.newest(PROJECT)).count()).isEqualTo(4);
        }

        @Test
        @DisplayName("tells the newest task and the newest that succeeded, also after a rollback")
        void changes() {
            insert(install("a", "i"));
            finish("a");
            insert(install("b", "i"));
            finish("b");
            insert(install("c", "i"));
            update(stored("c").cancel(START, "why"));
            var history = store.histories(PROJECT, List.of(InstanceId.of("i"))).get(InstanceId.of("i"));
            assertThat(history.latest()).isEqualTo(stored("c"));
            assertThat(history.lastChange()).isEqualTo(stored("b"));
            update(stored("b").rolledBack(START, stored("c")));
            history = store.histories(PROJECT, List.of(InstanceId.of("i"))).get(InstanceId.of("i"));
            assertThat(history.lastChange()).isEqualTo(stored("a"));
        }

        @Test
        @DisplayName("of one project is nothing to another, though the ids are the same")
        void isolation() {
            insert(install("a", "i"));
            assertThat(store.findAll(OTHER, List.of(InvocationId.of("a")))).isEmpty();
            assertThat(store.histories(OTHER, List.of(InstanceId.of("i")))).isEmpty();
            assertThat(store.find(InvocationQuery.newest(OTHER)).count()).isZero();
        }

        @Test
        @DisplayName("needs room for one task")
        void bound() {
            assertThatIllegalArgumentException().isThrownBy(() -> InMemoryInvocationRepository.keeping(0));
        }
    }

    @Nested
    @DisplayName("overdue and pending")
    class Supervision {
        @Test
        @DisplayName("tell what was created, or started, before a time, up to a limit")
        void overdue() {
            for (int i = 0; i < 4; i++) {
                insert(Tasks.task(
                        "t" + i, "i" + i, InvocationType.INSTALL, InstanceType.ECS, START.plusMillis(10 - i)));
            }
            update(stored("t0").start(START.plusMillis(100)));
            update(stored("t1").start(START.plusMillis(50)));
            assertThat(store.overdue(START.plusMillis(8), START.plusMillis(100), 10))
                    .extracting(i -> i.id().value())
                    .containsExactlyInAnyOrder("t1", "t3");
            assertThat(store.overdue(START.plusMillis(9), START.plusMillis(101), 3))
                    .hasSize(3);
        }

        @Test
        @DisplayName("walk over all pending tasks of all projects, also if the last one of a page has changed")
        void pending() {
            for (int i = 0; i < 5; i++) {
                insert(install("t" + i, "i" + i));
            }
            List<String> seen = new ArrayList<>();
            Invocation last = null;
            for (List<Invocation> page = store.pending(null, 2); !page.isEmpty(); page = store.pending(last, 2)) {
                page.forEach(task -> seen.add(task.id().value()));
                last = page.get(page.size() - 1);
                update(last.start(START));
            }
            assertThat(seen).containsExactlyInAnyOrder("t0", "t1", "t2", "t3", "t4");
        }
    }
}
