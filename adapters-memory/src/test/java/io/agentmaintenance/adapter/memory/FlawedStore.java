package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        SKIPS_ONE_OF_THE_PENDING("overdue"),
        FINDS_TOO_MANY_OVERDUE("overdue"),
        LOSES_THE_LAST_CHANGE("findAll");

        final String seenIn;

        Flaw(String seenIn) {
            this.seenIn = seenIn;
        }
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
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
        return flaw == Flaw.KEEPS_THE_LINK_OF_A_WITHDRAWN_RETRY
                ? store.withdraw(
                        project,
                        withdrawals.stream()
                                .map(e -> new Withdrawal(e.invocation(), null))
                                .toList())
                : store.withdraw(project, withdrawals);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        if (flaw == Flaw.LOSES_THE_SECOND_OF_TWO_CHANGES) {
            return store.update(
                    project,
                    updates.stream().map(e -> InvocationUpdate.of(e.change())).toList());
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
        if (flaw == Flaw.IGNORES_THE_KIND_OF_SERVER) {
            return store.find(new InvocationQuery(
                    query.project(),
                    query.instanceId(),
                    null,
                    query.invocationId(),
                    query.type(),
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
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        List<Invocation> pending = store.pending(after, limit);
        return flaw == Flaw.SKIPS_ONE_OF_THE_PENDING && pending.size() > 1
                ? pending.subList(1, pending.size())
                : pending;
    }
}
