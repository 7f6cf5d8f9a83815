package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store with one flaw, to prove that a test detects it. */
record FlawedStore(Flaw flaw, InvocationRepository store) implements InvocationRepository {
    /** The flaws, each with the first words of the commands that can show it. */
    enum Flaw {
        FORGETS_THE_LINK_OF_A_RETRY("insert|update|findAll|find"),
        LOSES_THE_SECOND_OF_TWO_CHANGES("insert|update|findAll|find|overdue"),
        REPORTS_CONFLICTS_AS_STORED("update"),
        KEEPS_THE_LINK_OF_A_WITHDRAWN_RETRY("insert|update|findAll|find"),
        COUNTS_ONLY_THE_PAGE("find"),
        IGNORES_THE_KIND_OF_SERVER("find"),
        IGNORES_THE_STATUS("find"),
        REJECTS_A_REPEATED_INSERTION("insert"),
        ACCEPTS_A_REPEATED_ID_WITH_OTHER_CONTENT("insert"),
        COUNTS_ALL_PROJECTS_TOGETHER("findAll"),
        COUNTS_WHAT_HAS_ENDED_AS_SUCCEEDED("findAll"),
        FORGETS_WHAT_ENDED_AT_THE_TIME("forget"),
        FORGETS_ONE_TOO_MANY("forget"),
        SKIPS_ONE_OF_THE_PENDING("overdue"),
        LISTS_PENDING_THAT_ARE_TOO_YOUNG("overdue"),
        SKIPS_ONE_OF_THE_RUNNING("overdue"),
        FINDS_ANOTHER_OLDEST_PENDING("overdue"),
        FINDS_TOO_MANY_OVERDUE("overdue"),
        LOSES_THE_LAST_CHANGE("findAll");

        final String seenIn;

        Flaw(String seenIn) {
            this.seenIn = seenIn;
        }
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        List<InvocationId> ids =
                insertions.stream().map(entry -> entry.invocation().id()).toList();
        Set<InvocationId> known = store.findAll(project, ids).keySet();
        if (flaw == Flaw.REJECTS_A_REPEATED_INSERTION || flaw == Flaw.ACCEPTS_A_REPEATED_ID_WITH_OTHER_CONTENT) {
            List<WriteOutcome> outcomes = new ArrayList<>(store.insert(project, insertions));
            for (int i = 0; i < outcomes.size(); i++) {
                if (known.contains(ids.get(i))) {
                    outcomes.set(
                            i, flaw == Flaw.REJECTS_A_REPEATED_INSERTION ? WriteOutcome.CONFLICT : WriteOutcome.STORED);
                }
            }
            return outcomes;
        }
        return flaw == Flaw.FORGETS_THE_LINK_OF_A_RETRY
                ? store.insert(
                        project,
                        insertions.stream()
                                .map(e -> new Insertion(e.invocation(), e.latest(), null))
                                .toList())
                : store.insert(project, insertions);
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        List<WriteOutcome> outcomes = store.withdraw(project, withdrawals);
        if (flaw == Flaw.KEEPS_THE_LINK_OF_A_WITHDRAWN_RETRY) {
            for (Withdrawal entry : withdrawals) {
                InvocationId original = entry.invocation().lineage().retryOf();
                Invocation repeated = original == null
                        ? null
                        : store.findAll(project, List.of(original)).get(original);
                if (repeated != null && repeated.lineage().retriedBy() == null) {
                    store.update(
                            project,
                            List.of(Tasks.update(
                                    repeated.retriedBy(entry.invocation().id()))));
                }
            }
        }
        return outcomes;
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        if (flaw == Flaw.LOSES_THE_SECOND_OF_TWO_CHANGES) {
            return store.update(
                    project,
                    updates.stream()
                            .map(e -> InvocationUpdate.of(e.change(), e.actor()))
                            .toList());
        }
        List<WriteOutcome> outcomes = store.update(project, updates);
        return flaw == Flaw.REPORTS_CONFLICTS_AS_STORED
                ? outcomes.stream().map(o -> WriteOutcome.STORED).toList()
                : outcomes;
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return store.findAll(project, ids);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = store.histories(project, instances);
        if (flaw == Flaw.LOSES_THE_LAST_CHANGE) {
            histories.replaceAll((id, history) -> new InstanceHistory(history.latest(), null));
        }
        return histories;
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        if (flaw == Flaw.IGNORES_THE_KIND_OF_SERVER || flaw == Flaw.IGNORES_THE_STATUS) {
            return store.find(new InvocationQuery(
                    query.project(),
                    query.instanceId(),
                    flaw == Flaw.IGNORES_THE_STATUS ? query.instanceType() : null,
                    query.invocationId(),
                    query.type(),
                    flaw == Flaw.IGNORES_THE_STATUS ? null : query.status(),
                    query.offset(),
                    query.limit()));
        }
        InvocationPage page = store.find(query);
        return flaw == Flaw.COUNTS_ONLY_THE_PAGE
                ? new InvocationPage(page.invocations(), page.invocations().size())
                : page;
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return flaw == Flaw.FINDS_TOO_MANY_OVERDUE
                ? store.overdue(pendingSince.plusMillis(1), runningSince, limit)
                : store.overdue(pendingSince, runningSince, limit);
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        List<InvocationCount> counts = store.counts(flaw == Flaw.COUNTS_ALL_PROJECTS_TOGETHER ? null : project);
        return flaw == Flaw.COUNTS_WHAT_HAS_ENDED_AS_SUCCEEDED
                ? counts.stream().map(FlawedStore::asSucceeded).toList()
                : counts;
    }

    private static InvocationCount asSucceeded(InvocationCount count) {
        InvocationStatus status = count.status().isActive() ? count.status() : InvocationStatus.SUCCEEDED;
        return new InvocationCount(count.instanceType(), count.type(), status, count.count());
    }

    @Override
    public @Nullable Invocation oldestPending() {
        List<Invocation> pending = store.pending(END_OF_TIME, null, 100);
        return flaw == Flaw.FINDS_ANOTHER_OLDEST_PENDING && !pending.isEmpty()
                ? pending.get(pending.size() - 1)
                : store.oldestPending();
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        Instant time = flaw == Flaw.LISTS_PENDING_THAT_ARE_TOO_YOUNG ? createdBefore.plusMillis(1) : createdBefore;
        return withoutFirstIf(Flaw.SKIPS_ONE_OF_THE_PENDING, store.pending(time, after, limit));
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return withoutFirstIf(Flaw.SKIPS_ONE_OF_THE_RUNNING, store.running(after, limit));
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return switch (flaw) {
            case FORGETS_WHAT_ENDED_AT_THE_TIME -> store.forget(endedBefore.plusMillis(1), limit);
            case FORGETS_ONE_TOO_MANY -> store.forget(endedBefore, limit + 1);
            default -> store.forget(endedBefore, limit);
        };
    }

    private List<Invocation> withoutFirstIf(Flaw skipping, List<Invocation> page) {
        return flaw == skipping && page.size() > 1 ? page.subList(1, page.size()) : page;
    }
}
