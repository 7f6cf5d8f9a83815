package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repositories that each have one flaw in reading. */
final class ReadMutants {
    private ReadMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> mutants = new ArrayList<>(findingAll());
        mutants.addAll(tellingHistories());
        mutants.addAll(finding());
        mutants.addAll(supervising());
        return mutants;
    }

    private static List<Mutant<Trial>> findingAll() {
        return List.of(
                mutant("FindAll.returnsTheKnown", "returns all tasks of the project", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        return atomically(() -> all().filter(i -> i.project().equals(project))
                                .collect(Collectors.toMap(Invocation::id, Function.identity())));
                    }
                }),
                mutant(
                        "FindAll.returnsNothingForNoIds",
                        "treats an empty list of ids as no filter",
                        () -> new PlainRepository() {
                            @Override
                            public Map<InvocationId, Invocation> findAll(
                                    ProjectId project, Collection<InvocationId> ids) {
                                return ids.isEmpty()
                                        ? super.findAll(
                                                project,
                                                all().map(Invocation::id).toList())
                                        : super.findAll(project, ids);
                            }
                        }),
                mutant("FindAll.returnsARepeatedIdOnce", "fails for a repeated id", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        return super.findAll(
                                project,
                                ids.stream()
                                        .collect(Collectors.toMap(id -> id, id -> id))
                                        .keySet());
                    }
                }),
                mutant("FindAll.findsTwoThousand", "returns at most 1,000 tasks", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        return super.findAll(project, ids.stream().limit(1000).toList());
                    }
                }),
                mutant("FindAll.distinguishesCase", "ignores the case of ids", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        Map<InvocationId, Invocation> found = new HashMap<>();
                        for (InvocationId id : ids) {
                            all().filter(i -> i.id().value().equalsIgnoreCase(id.value()))
                                    .findFirst()
                                    .ifPresent(i -> found.put(id, i));
                        }
                        return found;
                    }
                }),
                mutant("FindAll.distinguishesCase", "ignores the case of an id in a list", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        InvocationId wanted = query.invocationId();
                        return wanted == null
                                ? super.find(query)
                                : page(all().filter(i -> i.id().value().equalsIgnoreCase(wanted.value()))
                                        .toList());
                    }

                    private static InvocationPage page(List<Invocation> found) {
                        return new InvocationPage(found, found.size());
                    }
                }),
                mutant(
                        "FindAll.distinguishesTheLastCharacter",
                        "compares the first 63 characters of server ids",
                        () -> new PlainRepository() {
                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                String prefix = instance.value()
                                        .substring(
                                                0, Math.min(63, instance.value().length()));
                                return new InstanceHistory(
                                        last(all().filter(i ->
                                                i.instanceId().value().startsWith(prefix))),
                                        null);
                            }
                        }),
                mutant("FindAll.returnsASnapshot", "returns a live view", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        return new AbstractMap<>() {
                            @Override
                            public Set<Entry<InvocationId, Invocation>> entrySet() {
                                return find(project, ids).entrySet();
                            }
                        };
                    }

                    private Map<InvocationId, Invocation> find(ProjectId project, Collection<InvocationId> ids) {
                        return super.findAll(project, ids);
                    }
                }));
    }

    private static List<Mutant<Trial>> tellingHistories() {
        return List.of(
                mutant(
                        "Histories.isEmptyWithoutTasks",
                        "returns the task of another server",
                        () -> new PlainRepository() {
                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                return new InstanceHistory(last(all()), null);
                            }
                        }),
                mutant("Histories.hasTheLatest", "returns only active tasks", () -> new PlainRepository() {
                    @Override
                    InstanceHistory history(ProjectId project, InstanceId instance) {
                        return new InstanceHistory(
                                last(ofInstance(project, instance).filter(Invocation::isActive)),
                                super.history(project, instance).lastChange());
                    }
                }),
                mutant(
                        "Histories.hasTheLastChange",
                        "has every finished task as last change",
                        changing(i -> !i.isActive())),
                mutant(
                        "Histories.hasTheRollbackAsLastChange",
                        "never has a rollback as last change",
                        changing(i -> i.status() == InvocationStatus.SUCCEEDED && i.type() != InvocationType.ROLLBACK)),
                mutant(
                        "Histories.doesNotCountWhatWasRolledBack",
                        "has a rolled back update as last change",
                        changing(i ->
                                i.status() == InvocationStatus.SUCCEEDED || i.status() == InvocationStatus.ROLLBACKED)),
                mutant(
                        "Histories.countsALateSuccess",
                        "never has a late success as last change",
                        changing(i -> i.status() == InvocationStatus.SUCCEEDED
                                && !i.progress().late())),
                mutant(
                        "Histories.ranksALateSuccessByItsTask",
                        "compares the times of the end",
                        () -> new PlainRepository() {
                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                Invocation change = ofInstance(project, instance)
                                        .filter(i -> i.status() == InvocationStatus.SUCCEEDED)
                                        .max(Comparator.comparing(
                                                i -> i.progress().updatedAt()))
                                        .orElse(null);
                                return new InstanceHistory(
                                        super.history(project, instance).latest(), change);
                            }
                        }),
                mutant("Histories.returnsTwoThousand", "returns at most 1,000 servers", () -> new PlainRepository() {
                    @Override
                    public Map<InstanceId, InstanceHistory> histories(
                            ProjectId project, Collection<InstanceId> instances) {
                        return super.histories(
                                project, instances.stream().limit(1000).toList());
                    }
                }));
    }

    private static Supplier<InvocationRepository> changing(Predicate<Invocation> isChange) {
        return () -> new PlainRepository() {
            @Override
            InstanceHistory history(ProjectId project, InstanceId instance) {
                return new InstanceHistory(
                        super.history(project, instance).latest(),
                        last(ofInstance(project, instance).filter(isChange)));
            }
        };
    }

    private static List<Mutant<Trial>> finding() {
        return List.of(
                mutant("Find.listsTheNewestFirst", "sorts by time", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        InvocationPage page = super.find(query);
                        return new InvocationPage(
                                page.invocations().stream()
                                        .sorted(Comparator.comparing(Invocation::createdAt)
                                                .reversed())
                                        .toList(),
                                page.count());
                    }
                }),
                mutant("Find.leavesTheChangedInItsPlace", "sorts by the last change", ToTheFront::new),
                mutant("Find.splitsIntoPages", "leaves a gap between pages", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        long offset = query.offset() == 0 ? 0 : query.offset() + 1;
                        return super.find(StoreLaws.page(query, offset, query.limit()));
                    }
                }),
                mutant("Find.splitsIntoPages", "counts only the page", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        List<Invocation> page = super.find(query).invocations();
                        return new InvocationPage(page, page.size());
                    }
                }),
                mutant("Find.findsDeepPages", "returns at most 900 tasks", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        InvocationPage page = super.find(query);
                        return query.offset() > 900 ? new InvocationPage(List.of(), page.count()) : page;
                    }
                }),
                mutant(
                        "Find.returnsAnEmptyPageAfterTheEnd",
                        "truncates the offset to 32 bits",
                        () -> new PlainRepository() {
                            @Override
                            public InvocationPage find(InvocationQuery query) {
                                int offset = (int) query.offset();
                                return super.find(StoreLaws.page(query, Math.max(0, offset), query.limit()));
                            }
                        }),
                mutant(
                        "Find.appliesEveryCombinationOfFilters",
                        "ignores the type if a server is given",
                        () -> new PlainRepository() {
                            @Override
                            public InvocationPage find(InvocationQuery query) {
                                return super.find(new InvocationQuery(
                                        query.project(),
                                        query.instanceId(),
                                        query.instanceType(),
                                        query.invocationId(),
                                        query.instanceId() == null ? query.type() : null,
                                        query.status(),
                                        query.offset(),
                                        query.limit()));
                            }
                        }),
                mutant("Find.appliesEveryCombinationOfFilters", "ignores the status", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        return super.find(new InvocationQuery(
                                query.project(),
                                query.instanceId(),
                                query.instanceType(),
                                query.invocationId(),
                                query.type(),
                                query.offset(),
                                query.limit()));
                    }
                }),
                mutant(
                        "Find.appliesEveryCombinationOfFilters",
                        "counts without the filters",
                        () -> new PlainRepository() {
                            @Override
                            public InvocationPage find(InvocationQuery query) {
                                return new InvocationPage(
                                        super.find(query).invocations(),
                                        super.find(InvocationQuery.newest(query.project()))
                                                .count());
                            }
                        }),
                mutant("Find.walkMissesNone", "sorts by the last change", ToTheFront::new),
                mutant("Find.walkMissesNoneUnderThreads", "rebuilds its list while others read", Rebuilding::new),
                mutant(
                        "Find.showsChangesAtOnce",
                        "answers from a cache until the next insert",
                        () -> new PlainRepository() {
                            private final Map<InvocationQuery, InvocationPage> cache = new HashMap<>();

                            @Override
                            public InvocationPage find(InvocationQuery query) {
                                return cache.computeIfAbsent(query, super::find);
                            }

                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                cache.clear();
                                return super.insert(project, insertions);
                            }
                        }));
    }

    private static List<Mutant<Trial>> supervising() {
        return List.of(
                mutant("Overdue.findsThePending", "includes the limit itself", () -> new PlainRepository() {
                    @Override
                    boolean isOverdue(Invocation invocation, Instant pendingSince, Instant runningSince) {
                        return super.isOverdue(invocation, pendingSince.plusMillis(1), runningSince);
                    }
                }),
                mutant("Overdue.findsTheRunning", "compares the time of creation", () -> new PlainRepository() {
                    @Override
                    boolean isOverdue(Invocation invocation, Instant pendingSince, Instant runningSince) {
                        return invocation.status() == InvocationStatus.RUNNING
                                ? invocation.createdAt().isBefore(runningSince)
                                : super.isOverdue(invocation, pendingSince, runningSince);
                    }
                }),
                mutant("Overdue.neverFindsTheFinished", "ignores the state", () -> new PlainRepository() {
                    @Override
                    boolean isOverdue(Invocation invocation, Instant pendingSince, Instant runningSince) {
                        Instant started = invocation.progress().startedAt();
                        return started == null
                                ? invocation.createdAt().isBefore(pendingSince)
                                : started.isBefore(runningSince);
                    }
                }),
                mutant("Overdue.keepsTheLimit", "ignores the limit", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
                        return super.overdue(pendingSince, runningSince, Integer.MAX_VALUE);
                    }
                }),
                mutant("Overdue.findsWhatIsDatedAfter", "counts from creation", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> datedAfter(Instant time) {
                        return overdue(END_OF_TIME, END_OF_TIME, Integer.MAX_VALUE).stream()
                                .filter(i -> i.createdAt().isAfter(time))
                                .toList();
                    }
                }),
                mutant("Overdue.findsAllThatAreDatedAfter", "finds a page of them", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> datedAfter(Instant time) {
                        return super.datedAfter(time).stream().limit(1000).toList();
                    }
                }),
                mutant("Overdue.findsThoseOfAllProjects", "reads one project only", () -> new PlainRepository() {
                    @Override
                    boolean isOverdue(Invocation invocation, Instant pendingSince, Instant runningSince) {
                        return invocation.project().equals(Invocations.PROJECT)
                                && super.isOverdue(invocation, pendingSince, runningSince);
                    }
                }),
                mutant("Pending.listsThePending", "returns all active tasks", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
                        return atomically(() ->
                                all().filter(Invocation::isActive).limit(limit).toList());
                    }
                }),
                mutant("Pending.showsEachOnce", "compares only the times", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
                        return super.pending(createdBefore, null, Integer.MAX_VALUE).stream()
                                .filter(i -> after == null || i.createdAt().isAfter(after.createdAt()))
                                .limit(limit)
                                .toList();
                    }
                }),
                mutant("Pending.fillsEveryPageButTheLast", "returns one task too few", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
                        return super.pending(createdBefore, after, limit - 1);
                    }
                }),
                mutant(
                        "Pending.goesOnAfterWhatHasBegun",
                        "skips as many tasks as it has returned",
                        () -> new PlainRepository() {
                            private long shown;

                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                shown = after == null ? 0 : shown + limit;
                                return super.pending(createdBefore, null, Integer.MAX_VALUE).stream()
                                        .skip(shown)
                                        .limit(limit)
                                        .toList();
                            }
                        }),
                mutant(
                        "Pending.goesOnAfterWhatIsFinishedOrGone",
                        "needs the last task of the previous page",
                        () -> new PlainRepository() {
                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                boolean lost = after != null && atomically(() -> stored(after)) == null;
                                return lost ? List.of() : super.pending(createdBefore, after, limit);
                            }
                        }));
    }

    static @Nullable Invocation last(Stream<Invocation> inOrder) {
        return inOrder.reduce((older, newer) -> newer).orElse(null);
    }

    /** Moves a changed invocation to the front of the list. */
    private static final class ToTheFront extends PlainRepository {
        @Override
        void put(Invocation invocation) {
            remove(invocation);
            super.put(invocation);
        }
    }

    /** Returns nothing while it rebuilds its list after an insertion. */
    private static final class Rebuilding extends PlainRepository {
        private volatile boolean rebuilding;

        @Override
        public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
            rebuilding = true;
            LockSupport.parkNanos(2_000_000);
            List<WriteOutcome> outcomes = super.insert(project, insertions);
            rebuilding = false;
            return outcomes;
        }

        @Override
        public InvocationPage find(InvocationQuery query) {
            return rebuilding ? InvocationPage.empty() : super.find(query);
        }
    }
}
