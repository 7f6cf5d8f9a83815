package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Repositories that each forget finished invocations wrongly. */
final class BoundMutants {
    private BoundMutants() {}

    static List<Mutant<Trial>> all() {
        return List.of(
                bounded(
                        "forgetsTheOldestFinished",
                        "forgets the task stored first",
                        bound -> new BoundedRepository(bound) {
                            @Override
                            Invocation next(Deque<Invocation> inOrder) {
                                Invocation first = all().filter(i -> !i.isActive())
                                        .findFirst()
                                        .orElseThrow();
                                inOrder.removeIf(i -> i.id().equals(first.id()));
                                return first;
                            }
                        }),
                bounded("forgetsTheOldestFinished", "forgets nothing", bound -> new PlainRepository()),
                bounded(
                        "neverForgetsAnActiveOne",
                        "forgets the oldest, active or not",
                        bound -> new BoundedRepository(bound) {
                            @Override
                            Invocation next(Deque<Invocation> inOrder) {
                                inOrder.removeFirst();
                                return all().findFirst().orElseThrow();
                            }
                        }),
                bounded("forgetsInEveryAnswer", "forgets in one answer only", bound -> new BoundedRepository(bound) {
                    private final Set<InvocationId> hidden = new HashSet<>();

                    @Override
                    void forget(Invocation invocation) {
                        hidden.add(invocation.id());
                    }

                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        Map<InvocationId, Invocation> found = super.findAll(project, ids);
                        found.keySet().removeAll(hidden);
                        return found;
                    }
                }),
                bounded(
                        "acceptsAfterForgetting",
                        "keeps the revision of a forgotten task",
                        bound -> new BoundedRepository(bound) {
                            private final Map<InstanceId, Invocation> forgotten = new HashMap<>();

                            @Override
                            void forget(Invocation invocation) {
                                super.forget(invocation);
                                forgotten.put(invocation.instanceId(), invocation);
                            }

                            @Override
                            WriteOutcome insertOne(Insertion entry) {
                                return forgotten.containsKey(entry.invocation().instanceId())
                                        ? WriteOutcome.CONFLICT
                                        : super.insertOne(entry);
                            }
                        }),
                bounded(
                        "countsEachEndOnce",
                        "counts a later change as a second end",
                        bound -> new BoundedRepository(bound) {
                            @Override
                            void put(@Nullable InvocationChange change) {
                                super.put(change);
                                if (change != null && !change.before().isActive()) {
                                    forget(all().filter(i -> !i.isActive())
                                            .findFirst()
                                            .orElseThrow());
                                }
                            }
                        }),
                bounded(
                        "forgetsTheLastChange",
                        "keeps the last change for ever",
                        bound -> new BoundedRepository(bound) {
                            private final Map<InstanceId, Invocation> changes = new HashMap<>();

                            @Override
                            void put(Invocation invocation) {
                                super.put(invocation);
                                if (invocation.status() == InvocationStatus.SUCCEEDED) {
                                    changes.put(invocation.instanceId(), invocation);
                                }
                            }

                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                return new InstanceHistory(
                                        super.history(project, instance).latest(), changes.get(instance));
                            }
                        }),
                bounded(
                        "refusesChangesOfTheForgotten",
                        "stores a forgotten task again",
                        bound -> new BoundedRepository(bound) {
                            @Override
                            boolean isCurrent(@Nullable InvocationChange change) {
                                return change == null || !isKept(change.before()) || super.isCurrent(change);
                            }
                        }));
    }

    private static Mutant<Trial> bounded(String law, String flaw, IntFunction<InvocationRepository> broken) {
        return new Mutant<>("Bound." + law, flaw, Trial.ofBounded(broken));
    }
}
