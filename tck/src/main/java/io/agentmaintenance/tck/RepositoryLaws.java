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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the repository: an empty repository for each test, and methods to use it. */
abstract class RepositoryLaws {
    /** The maximum number of entries in one call. */
    static final int BATCH = 100;

    /** A time at which every active invocation is overdue. */
    static final Instant MUCH_LATER = Invocations.NOON.plus(Duration.ofDays(1000));

    /** Who causes the changes. */
    static final Actor ACTOR = Actor.worker(Invocations.WORKER);

    // More than any test stores.
    private static final int ENDLESS = 50_000;

    final InvocationRepositoryContract contract;
    InvocationRepository repository;

    // Set before each test, after the set-up of the subclass.
    @SuppressWarnings("NullAway.Init")
    RepositoryLaws(InvocationRepositoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openRepository() {
        repository = contract.emptyRepository();
    }

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
        return invocations.stream().map(RepositoryLaws::first).toList();
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
