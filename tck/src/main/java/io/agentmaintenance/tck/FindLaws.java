package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code find}. */
abstract class FindLaws extends RepositoryLaws {
    private static final InvocationQuery ALL = InvocationQuery.newest(PROJECT);
    private static final int DEEP = 1000;
    private static final int THREADS = 8;

    FindLaws(InvocationRepositoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("lists the latest stored first, whatever their times are")
    void listsTheNewestFirst() {
        Invocation later = invocation("z", "web-1")
                .createdAt(Invocations.NOON.plusSeconds(60))
                .build();
        Invocation earlier = invocation("m", "web-2").build();
        Invocation sameTime = invocation("a", "web-3").build();
        Invocation third = invocation("q", "web-4").build();
        given(later);
        assertThat(repository.insert(PROJECT, firsts(List.of(earlier, sameTime, third))))
                .containsOnly(STORED);

        assertThat(repository.find(ALL).invocations()).containsExactly(third, sameTime, earlier, later);
    }

    @Test
    @DisplayName("lists a batch in the order of its entries, whatever the servers and the tasks are called")
    void listsABatchInItsOrder() {
        List<Invocation> batch = IntStream.range(0, BATCH)
                .mapToObj(i -> install("t-" + i * 37 % BATCH, "web-" + i * 61 % BATCH))
                .toList();

        assertThat(repository.insert(PROJECT, firsts(batch))).containsOnly(STORED);

        assertThat(listed()).isEqualTo(newestFirst(batch));
    }

    @Test
    @DisplayName("leaves an invocation in its place when it changes")
    void leavesTheChangedInItsPlace() {
        List<Invocation> tasks = givenAll(installs("t", 5));
        Invocation changed = given(tasks.get(1).start(later(tasks.get(1))));

        assertThat(repository.find(ALL).invocations())
                .containsExactly(tasks.get(4), tasks.get(3), tasks.get(2), changed, tasks.get(0));
    }

    @Test
    @DisplayName("splits the list into pages without gap or overlap, each with the exact count")
    void splitsIntoPages() {
        List<InvocationId> newestFirst = newestFirst(givenAll(installs("t", 53)));
        for (int limit : new int[] {1, 7, 52, 53, 54, 100}) {
            List<InvocationId> walked = new ArrayList<>();
            for (int offset = 0; offset < 53; offset += limit) {
                InvocationPage page = repository.find(page(ALL, offset, limit));
                assertThat(page.count()).isEqualTo(53);
                assertThat(page.invocations()).hasSize(Math.min(limit, 53 - offset));
                page.invocations().forEach(task -> walked.add(task.id()));
            }
            assertThat(walked).as("pages of %d", limit).isEqualTo(newestFirst);
        }
    }

    @Test
    @DisplayName("returns the deep pages of a long list as well as the first")
    void findsDeepPages() {
        List<InvocationId> newestFirst = newestFirst(givenAll(installs("t", DEEP)));

        for (int offset : new int[] {0, 500, 901, 990, 999}) {
            InvocationPage page = repository.find(page(ALL, offset, 10));
            assertThat(page.invocations())
                    .as("page at %d", offset)
                    .extracting(Invocation::id)
                    .isEqualTo(newestFirst.subList(offset, Math.min(offset + 10, DEEP)));
            assertThat(page.count()).isEqualTo(DEEP);
        }
    }

    @Test
    @DisplayName("returns an empty page with the count for any offset after the end of the list")
    void returnsAnEmptyPageAfterTheEnd() {
        givenAll(installs("t", 3));

        for (long offset : new long[] {3, 4, 1L << 31, 1L << 32, InvocationQuery.MAX_OFFSET}) {
            assertThat(repository.find(page(ALL, offset, 10)))
                    .as("page at %d", offset)
                    .isEqualTo(new InvocationPage(List.of(), 3));
        }
    }

    @Test
    @DisplayName("applies every combination of filters, and pages and counts exactly the matching tasks")
    void appliesEveryCombinationOfFilters() {
        FilterModel model = new FilterModel(this);
        model.store();

        for (InvocationQuery query : model.questions()) {
            assertThat(repository.find(query)).as("%s", query).isEqualTo(model.answer(query));
        }
    }

    @Test
    @DisplayName("a walk over all pages sees everything stored when it began, while others are stored and change")
    void walkMissesNone() {
        List<Invocation> there = givenAll(installs("old", 300));
        Set<InvocationId> seen = new LinkedHashSet<>();
        int turn = 0;
        for (int offset = 0; ; offset += 25) {
            InvocationPage page = repository.find(page(ALL, offset, 25));
            page.invocations().forEach(task -> seen.add(task.id()));
            if (page.invocations().isEmpty()) {
                break;
            }
            if (turn < 20) {
                givenAll(installs("new-" + turn, 7));
                given(there.get(turn).start(later(there.get(turn))));
                turn++;
            }
        }
        assertThat(seen).containsAll(newestFirst(there));
    }

    @Test
    @DisplayName("walks of 4 threads see everything stored when they began, while 4 other threads store")
    void walkMissesNoneUnderThreads() {
        Queue<InvocationId> complete = new ConcurrentLinkedQueue<>(newestFirst(givenAll(installs("old", 200))));
        AtomicInteger storing = new AtomicInteger(THREADS / 2);

        List<Set<InvocationId>> missed = Race.of(THREADS, thread -> {
            if (thread % 2 == 0) {
                try {
                    for (int batch = 0; batch < 20; batch++) {
                        complete.addAll(newestFirst(givenAll(installs("new-" + thread + "-" + batch, 5))));
                    }
                } finally {
                    storing.decrementAndGet();
                }
                return Set.of();
            }
            Set<InvocationId> missing = new LinkedHashSet<>();
            // No fixed number of walks: they could end before the other threads have stored anything.
            do {
                Set<InvocationId> there = new LinkedHashSet<>(complete);
                listed().forEach(there::remove);
                missing.addAll(there);
            } while (storing.get() > 0);
            return missing;
        });

        assertThat(missed).as("tasks that walks have missed").containsOnly(Set.of());
        assertThat(repository.find(ALL).count()).isEqualTo(200 + 4 * 20 * 5);
    }

    @Test
    @DisplayName("shows a change of state in the next answer, in the list and with every filter")
    void showsChangesAtOnce() {
        Invocation task = given(Invocations.update("t-1", "web-1"));
        for (var step : Invocations.path(task, InvocationStatus.ROLLBACKED)) {
            Invocation now = given(step);
            assertThat(repository.find(new InvocationQuery(
                            PROJECT, task.instanceId(), task.instance().type(), task.id(), task.type(), 0, 1)))
                    .isEqualTo(new InvocationPage(List.of(now), 1));
        }
    }

    private static List<InvocationId> newestFirst(List<Invocation> stored) {
        List<InvocationId> ids =
                new ArrayList<>(stored.stream().map(Invocation::id).toList());
        Collections.reverse(ids);
        return ids;
    }
}
