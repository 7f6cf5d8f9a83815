package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What laws about a repository do with it: store what a test needs, and read it. */
abstract class StoreLaws {
    /** The maximum number of entries in one call. */
    static final int BATCH = 100;

    /** A time at which every active invocation is overdue. */
    static final Instant MUCH_LATER = Invocations.NOON.plus(Duration.ofDays(1000));

    /** Who causes the changes. */
    static final Actor ACTOR = Actor.worker(Invocations.WORKER);

    // More than any test stores.
    private static final int ENDLESS = 50_000;

    InvocationRepository repository;

    // Set by the subclass, before each test.
    @SuppressWarnings("NullAway.Init")
    StoreLaws() {}

    /** An insertion on an instance without any invocation. */
    static Insertion first(Invocation invocation) {
        return new Insertion(invocation, null, null);
    }

    /** An insertion based on the newest invocation of its instance, at the next place in the chain. */
    static Insertion after(@Nullable Invocation latest, Invocation invocation) {
        int ordinal = latest == null ? 1 : latest.ordinal() + 1;
        return new Insertion(InvocationBuilder.placed(invocation, ordinal), latest, null);
    }

    /** The insertion of a RETRY, based on the invocation that it repeats. */
    static Insertion repeating(Invocation earlier, Invocation retry) {
        return repeating(earlier, earlier, retry);
    }

    /** The insertion of a RETRY of an earlier invocation than the newest of the instance. */
    static Insertion repeating(Invocation earlier, @Nullable Invocation latest, Invocation retry) {
        return new Insertion(after(latest, retry).invocation(), latest, RetryLink.from(earlier));
    }

    static List<Insertion> firsts(List<Invocation> invocations) {
        return invocations.stream().map(StoreLaws::first).toList();
    }

    /** The update of one invocation alone. */
    static InvocationUpdate updateOf(InvocationChange change) {
        return InvocationUpdate.of(change, ACTOR);
    }

    /** The update of two invocations in one step. */
    static InvocationUpdate updateOf(InvocationChange change, InvocationChange alongside) {
        return new InvocationUpdate(change, alongside, ACTOR);
    }

    /** A withdrawal a second after the acceptance. */
    static Withdrawal withdrawal(Invocation invocation) {
        return new Withdrawal(invocation, Invocations.later(invocation));
    }

    /** The first page of PENDING invocations. */
    List<Invocation> pending(int limit) {
        return repository.pending(InvocationRepository.END_OF_TIME, null, limit);
    }

    WriteOutcome insert(Insertion insertion) {
        List<WriteOutcome> outcomes = repository.insert(insertion.invocation().project(), List.of(insertion));
        assertThat(outcomes).as("outcomes of one entry").hasSize(1);
        return outcomes.get(0);
    }

    WriteOutcome withdraw(Withdrawal withdrawal) {
        List<WriteOutcome> outcomes =
                repository.withdraw(withdrawal.invocation().project(), List.of(withdrawal));
        assertThat(outcomes).as("outcomes of one entry").hasSize(1);
        return outcomes.get(0);
    }

    WriteOutcome update(InvocationUpdate update) {
        List<WriteOutcome> outcomes = repository.update(update.change().after().project(), List.of(update));
        assertThat(outcomes).as("outcomes of one entry").hasSize(1);
        return outcomes.get(0);
    }

    WriteOutcome update(InvocationChange change) {
        return update(updateOf(change));
    }

    /** Stores an invocation that the test needs. */
    Invocation given(Invocation invocation) {
        return given(first(invocation));
    }

    Invocation given(Insertion insertion) {
        assertThat(insert(insertion)).as("set-up of the test: %s", insertion).isEqualTo(STORED);
        return insertion.invocation();
    }

    Invocation given(InvocationChange change) {
        assertThat(update(change)).as("set-up of the test: %s", change).isEqualTo(STORED);
        return change.after();
    }

    /** Stores an invocation on an instance without any, and leads it to a state. */
    Invocation given(Invocation accepted, InvocationStatus status) {
        return given(first(accepted), status);
    }

    Invocation given(Insertion insertion, InvocationStatus status) {
        Invocation now = given(insertion);
        for (InvocationChange step : Invocations.path(now, status)) {
            now = given(step);
        }
        return now;
    }

    /** Stores invocations on instances without any, in batches of 100. */
    List<Invocation> givenAll(List<Invocation> invocations) {
        for (int from = 0; from < invocations.size(); from += BATCH) {
            List<Invocation> batch = invocations.subList(from, Math.min(from + BATCH, invocations.size()));
            assertThat(repository.insert(batch.get(0).project(), firsts(batch)))
                    .as("set-up of the test")
                    .hasSize(batch.size())
                    .containsOnly(STORED);
        }
        return invocations;
    }

    /** The invocation as it is stored now, or null. */
    @Nullable Invocation stored(Invocation invocation) {
        return repository
                .findAll(invocation.project(), List.of(invocation.id()))
                .get(invocation.id());
    }

    InstanceHistory history(Invocation invocation) {
        return repository
                .histories(invocation.project(), List.of(invocation.instanceId()))
                .getOrDefault(invocation.instanceId(), InstanceHistory.empty());
    }

    void assertStored(Invocation expected) {
        assertThat(stored(expected)).as("stored task").isEqualTo(expected);
    }

    void assertAbsent(Invocation invocation) {
        assertThat(stored(invocation)).as("stored task").isNull();
    }

    /** All invocations of a project, the newest first. */
    List<InvocationId> listed(InvocationQuery query) {
        List<InvocationId> all = new ArrayList<>();
        InvocationPage page;
        do {
            page = repository.find(page(query, all.size(), InvocationQuery.MAX_LIMIT));
            page.invocations().forEach(invocation -> all.add(invocation.id()));
            assertThat(all).as("a walk over all pages").hasSizeLessThan(ENDLESS);
        } while (!page.invocations().isEmpty());
        return all;
    }

    List<InvocationId> listed() {
        return listed(InvocationQuery.newest(PROJECT));
    }

    /** Stores some tasks, each id in both projects, all created at the same time. */
    List<Invocation> givenOfBothProjects(int count) {
        List<Invocation> all = new ArrayList<>(givenAll(Invocations.installs("t", count)));
        List<Invocation> others = all.stream()
                .map(task -> Invocations.invocation(
                                task.id().value(), task.instanceId().value())
                        .project(Invocations.OTHER_PROJECT)
                        .build())
                .toList();
        all.addAll(givenAll(others));
        return all;
    }

    /** Walks over all pages, each of which depends on the last invocation of the page before. */
    static List<Invocation> walk(
            Function<@Nullable Invocation, List<Invocation>> pageAfter,
            int limit,
            Consumer<List<Invocation>> afterEachPage) {
        List<Invocation> walked = new ArrayList<>();
        @Nullable Invocation last = null;
        List<Invocation> page;
        do {
            page = pageAfter.apply(last);
            walked.addAll(page);
            assertThat(page).as("a page").hasSizeLessThanOrEqualTo(limit);
            assertThat(walked).as("a walk over all pages").hasSizeLessThan(1000);
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1);
                afterEachPage.accept(page);
            }
        } while (page.size() == limit);
        return walked;
    }

    static InvocationQuery page(InvocationQuery query, long offset, int limit) {
        return new InvocationQuery(
                query.project(),
                query.instanceId(),
                query.instanceType(),
                query.invocationId(),
                query.type(),
                query.status(),
                offset,
                limit);
    }
}
