package io.agentmaintenance.tck;

import static io.agentmaintenance.application.port.out.WriteOutcome.STORED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
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

/** What the laws of one operation of the repository have in common: a fresh repository, and words to use it. */
abstract class RepositoryLaws {
    /** How many entries a repository is given at most at once. */
    static final int BATCH = 100;

    /** Everything that is active is overdue by then. */
    static final Instant MUCH_LATER = Invocations.NOON.plus(Duration.ofDays(1000));

    // No test stores half as many.
    private static final int ENDLESS = 50_000;

    final InvocationRepositoryContract contract;
    InvocationRepository repository;

    // The repository is opened before each test, after the preparations of the inheriting class.
    @SuppressWarnings("NullAway.Init")
    RepositoryLaws(InvocationRepositoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openRepository() {
        repository = contract.emptyRepository();
    }

    /** An insertion on a server without any task. */
    static Insertion first(Invocation invocation) {
        return new Insertion(invocation, null, null);
    }

    /** An insertion that builds on the newest task of its server. */
    static Insertion after(@Nullable Invocation latest, Invocation invocation) {
        return new Insertion(invocation, latest, null);
    }

    /** The insertion of a RETRY, which builds on the task that it repeats. */
    static Insertion repeating(Invocation earlier, Invocation retry) {
        return new Insertion(retry, earlier, earlier.retriedBy(retry.id()));
    }

    static List<Insertion> firsts(List<Invocation> invocations) {
        return invocations.stream().map(RepositoryLaws::first).toList();
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
        return update(InvocationUpdate.of(change));
    }

    /** Stores what a test begins with. */
    Invocation given(Invocation invocation) {
        return given(first(invocation));
    }

    Invocation given(Insertion insertion) {
        assertThat(insert(insertion))
                .as("what the test begins with: %s", insertion)
                .isEqualTo(STORED);
        return insertion.invocation();
    }

    Invocation given(InvocationChange change) {
        assertThat(update(change)).as("what the test begins with: %s", change).isEqualTo(STORED);
        return change.after();
    }

    /** Stores an invocation on a server without any task, and leads it to a state. */
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

    /** Stores invocations on servers without any task, in batches of 100. */
    List<Invocation> givenAll(List<Invocation> invocations) {
        for (int from = 0; from < invocations.size(); from += BATCH) {
            List<Invocation> batch = invocations.subList(from, Math.min(from + BATCH, invocations.size()));
            assertThat(repository.insert(batch.get(0).project(), firsts(batch)))
                    .as("what the test begins with")
                    .hasSize(batch.size())
                    .containsOnly(STORED);
        }
        return invocations;
    }

    /** What is stored now. */
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
        assertThat(stored(expected)).as("what is stored").isEqualTo(expected);
    }

    void assertAbsent(Invocation invocation) {
        assertThat(stored(invocation)).as("what is stored").isNull();
    }

    /** The whole list of a project, the newest first. */
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
                offset,
                limit);
    }
}
