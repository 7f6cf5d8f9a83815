package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repositories that each have one flaw in what supervision asks for: counts, the oldest, pages by state, and forgetting. */
final class SupervisionMutants {
    private SupervisionMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> mutants = new ArrayList<>(counting());
        mutants.addAll(askingForPages());
        mutants.addAll(forgetting());
        return mutants;
    }

    private static List<Mutant<Trial>> counting() {
        return List.of(
                mutant("Counts.isEmptyWithoutTasks", "counts all projects always", () -> new PlainRepository() {
                    @Override
                    public List<InvocationCount> counts(@Nullable ProjectId project) {
                        return super.counts(null);
                    }
                }),
                mutant("Counts.equalsAWalk", "has an entry for each project", () -> new PlainRepository() {
                    @Override
                    public List<InvocationCount> counts(@Nullable ProjectId project) {
                        return project != null
                                ? super.counts(project)
                                : Stream.of(Invocations.PROJECT, Invocations.OTHER_PROJECT)
                                        .flatMap(each -> super.counts(each).stream())
                                        .toList();
                    }
                }),
                mutant(
                        "Counts.equalsTheCountOfEveryPage",
                        "estimates the count of a page with a status",
                        () -> new PlainRepository() {
                            @Override
                            public InvocationPage find(InvocationQuery query) {
                                InvocationPage page = super.find(query);
                                return query.status() == null
                                        ? page
                                        : new InvocationPage(page.invocations(), page.count() / 2 * 2);
                            }
                        }),
                mutant("Counts.followsEveryChange", "counts acceptances only", () -> new Counting() {
                    @Override
                    void move(InvocationChange change) {}
                }),
                mutant("Counts.followsEveryChange", "keeps an entry of 0", () -> new Counting() {
                    @Override
                    boolean isShown(InvocationCount count) {
                        return true;
                    }
                }),
                mutant(
                        "Counts.followsTheEndOfARollback",
                        "does not count what changes alongside",
                        () -> new Counting() {
                            @Override
                            void move(InvocationChange change) {
                                if (change.after().status() != InvocationStatus.ROLLBACKED) {
                                    super.move(change);
                                }
                            }
                        }),
                mutant("Counts.followsWithdrawalsAndForgetting", "counts what was forgotten", () -> new Counting() {
                    @Override
                    void remove(Invocation invocation) {
                        if (invocation.isActive()) {
                            super.remove(invocation);
                        } else {
                            removeUncounted(invocation);
                        }
                    }
                }),
                mutant(
                        "Counts.followsWithdrawalsAndForgetting",
                        "counts what was forgotten in one state",
                        () -> new Counting() {
                            @Override
                            void remove(Invocation invocation) {
                                if (invocation.status() == InvocationStatus.TIMEOUT) {
                                    removeUncounted(invocation);
                                } else {
                                    super.remove(invocation);
                                }
                            }
                        }),
                mutant("Counts.followsWithdrawalsAndForgetting", "counts what was withdrawn", () -> new Counting() {
                    @Override
                    void remove(Invocation invocation) {
                        if (!invocation.isActive()) {
                            super.remove(invocation);
                        } else {
                            removeUncounted(invocation);
                        }
                    }
                }),
                mutant("Counts.isNotMovedByWhatIsNotStored", "counts every try", () -> new Counting() {
                    @Override
                    WriteOutcome insertOne(Insertion entry) {
                        WriteOutcome outcome = super.insertOne(entry);
                        if (entry.invocation().revision() == 1 && outcome == WriteOutcome.CONFLICT) {
                            add(entry.invocation(), 1);
                        }
                        return outcome;
                    }
                }),
                mutant(
                        "Counts.showsEachOnceWhileStatesChange",
                        "reads one state after the other",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                                // A reading lasts as long as some changes.
                                LockSupport.parkNanos(200_000);
                                return super.update(project, updates);
                            }

                            @Override
                            public List<InvocationCount> counts(@Nullable ProjectId project) {
                                List<InvocationCount> counts = new ArrayList<>();
                                for (InvocationStatus status : InvocationStatus.values()) {
                                    LockSupport.parkNanos(100_000);
                                    super.counts(project).stream()
                                            .filter(count -> count.status() == status)
                                            .forEach(counts::add);
                                }
                                return counts;
                            }
                        }),
                mutant(
                        "Counts.equalsAWalkAfter64Threads",
                        "keeps the counts that it has read after a write, and sometimes older ones",
                        Remembering::new));
    }

    private static List<Mutant<Trial>> askingForPages() {
        return List.of(
                mutant(
                        "OldestPending.isNullWithoutPending",
                        "takes a running task for pending",
                        () -> new PlainRepository() {
                            @Override
                            public @Nullable Invocation oldestPending() {
                                Invocation oldest = super.oldestPending();
                                return oldest != null
                                        ? oldest
                                        : running(null, 1).stream().findFirst().orElse(null);
                            }
                        }),
                mutant("OldestPending.isTheEarliestCreated", "returns the first stored", () -> new PlainRepository() {
                    @Override
                    public @Nullable Invocation oldestPending() {
                        return atomically(() -> all().filter(i -> i.status() == InvocationStatus.PENDING)
                                .findFirst()
                                .orElse(null));
                    }
                }),
                mutant(
                        "OldestPending.isTheNextAfterwards",
                        "remembers the oldest until it has ended",
                        () -> new PlainRepository() {
                            private @Nullable Invocation oldest;

                            @Override
                            public @Nullable Invocation oldestPending() {
                                Invocation stored = oldest == null ? null : stored(oldest);
                                if (stored == null || !stored.isActive()) {
                                    oldest = super.oldestPending();
                                }
                                return oldest;
                            }

                            @Override
                            void put(Invocation invocation) {
                                super.put(invocation);
                                if (invocation.status() == InvocationStatus.PENDING) {
                                    oldest = super.oldestPending();
                                }
                            }
                        }),
                mutant("Pending.leavesOutTheYounger", "includes the time itself", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
                        boolean last = createdBefore.equals(END_OF_TIME);
                        return super.pending(last ? createdBefore : createdBefore.plusMillis(1), after, limit);
                    }
                }),
                mutant(
                        "Pending.leavesOutTheYounger",
                        "knows the time on the first page only",
                        () -> new PlainRepository() {
                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                return super.pending(after == null ? createdBefore : END_OF_TIME, after, limit);
                            }
                        }),
                mutant("Running.listsTheRunning", "lists all active tasks", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> running(@Nullable Invocation after, int limit) {
                        return atomically(() ->
                                all().filter(Invocation::isActive).limit(limit).toList());
                    }
                }),
                mutant("Running.showsEachOnce", "compares only the times", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> running(@Nullable Invocation after, int limit) {
                        return super.running(null, Integer.MAX_VALUE).stream()
                                .filter(i -> after == null || i.createdAt().isAfter(after.createdAt()))
                                .limit(limit)
                                .toList();
                    }
                }),
                mutant("Running.fillsEveryPageButTheLast", "returns one task too few", () -> new PlainRepository() {
                    @Override
                    public List<Invocation> running(@Nullable Invocation after, int limit) {
                        return super.running(after, limit - 1);
                    }
                }),
                mutant(
                        "Running.goesOnAfterWhatHasEnded",
                        "needs the last task of the previous page",
                        () -> new PlainRepository() {
                            @Override
                            public List<Invocation> running(@Nullable Invocation after, int limit) {
                                boolean lost = after != null && atomically(() -> stored(after)) == null;
                                return lost ? List.of() : super.running(after, limit);
                            }
                        }));
    }

    private static List<Mutant<Trial>> forgetting() {
        return List.of(
                mutant(
                        "Forget.forgetsWhatEndedBefore",
                        "includes the time itself",
                        over((i, before) -> !i.isActive()
                                && !Objects.requireNonNull(i.progress().endedAt())
                                        .isAfter(before))),
                mutant(
                        "Forget.forgetsWhatEndedBefore",
                        "keeps what was rolled back",
                        over((i, before) -> !i.isActive()
                                && i.status() != InvocationStatus.ROLLBACKED
                                && Objects.requireNonNull(i.progress().endedAt())
                                        .isBefore(before))),
                mutant(
                        "Forget.forgetsTheEarliestEndsFirst",
                        "forgets what was stored first",
                        () -> new PlainRepository() {
                            @Override
                            public int forget(Instant endedBefore, int limit) {
                                return atomically(() -> {
                                    List<Invocation> over = all().filter(i -> isOver(i, endedBefore))
                                            .limit(limit)
                                            .toList();
                                    over.forEach(this::remove);
                                    return over.size();
                                });
                            }
                        }),
                mutant(
                        "Forget.forgetsTheEarliestEndsFirst",
                        "has one limit for each project",
                        () -> new PlainRepository() {
                            @Override
                            public int forget(Instant endedBefore, int limit) {
                                return super.forget(endedBefore, 2 * limit);
                            }
                        }),
                mutant(
                        "Forget.neverForgetsAnActiveOne",
                        "looks at the creation",
                        over((i, before) -> i.createdAt().isBefore(before))),
                mutant("Forget.judgesTheLatestEnd", "looks at the first end", () -> new PlainRepository() {
                    @Override
                    boolean isOver(Invocation invocation, Instant endedBefore) {
                        return !invocation.isActive()
                                && (invocation.progress().late() || super.isOver(invocation, endedBefore));
                    }
                }),
                mutant(
                        "Forget.leavesTheForgottenOut",
                        "leaves the forgotten in the histories",
                        () -> new PlainRepository() {
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
                mutant("Forget.leavesTheForgottenOut", "forgets this id in all projects", () -> new PlainRepository() {
                    @Override
                    void remove(Invocation invocation) {
                        all().filter(i -> i.id().equals(invocation.id()))
                                .toList()
                                .forEach(super::remove);
                    }
                }),
                mutant("Forget.acceptsAfterForgetting", "never uses an id again", () -> new PlainRepository() {
                    private final Set<InvocationId> used = new HashSet<>();

                    @Override
                    boolean isKept(Invocation invocation) {
                        return used.contains(invocation.id());
                    }

                    @Override
                    void put(Invocation invocation) {
                        super.put(invocation);
                        used.add(invocation.id());
                    }
                }),
                mutant("Forget.keepsLinks", "forgets a retry together with its original", () -> new PlainRepository() {
                    @Override
                    void remove(Invocation invocation) {
                        super.remove(invocation);
                        InvocationId retry = invocation.lineage().retriedBy();
                        Invocation stored = retry == null ? null : find(invocation.project(), retry);
                        if (stored != null) {
                            super.remove(stored);
                        }
                    }
                }),
                mutant(
                        "Forget.refusesChangesOfTheForgotten",
                        "stores a forgotten task again",
                        () -> new PlainRepository() {
                            @Override
                            boolean isCurrent(@Nullable InvocationChange change) {
                                return change == null || !isKept(change.before()) || super.isCurrent(change);
                            }
                        }),
                mutant(
                        "Forget.forgetsEachOnceUnderThreads",
                        "reads and removes in two steps",
                        () -> new PlainRepository() {
                            @Override
                            public int forget(Instant endedBefore, int limit) {
                                List<Invocation> over = atomically(() -> all().filter(i -> isOver(i, endedBefore))
                                        .sorted(Comparator.comparing(
                                                i -> i.progress().updatedAt()))
                                        .limit(limit)
                                        .toList());
                                LockSupport.parkNanos(100_000);
                                return atomically(() -> {
                                    over.forEach(this::remove);
                                    return over.size();
                                });
                            }
                        }));
    }

    private interface Over {
        boolean isOver(Invocation invocation, Instant endedBefore);
    }

    private static Supplier<InvocationRepository> over(Over rule) {
        return () -> new PlainRepository() {
            @Override
            boolean isOver(Invocation invocation, Instant endedBefore) {
                return rule.isOver(invocation, endedBefore);
            }
        };
    }

    /** Counts what it has read after a write. Another write may have come first, whose newer reading is overwritten then. */
    private static final class Remembering extends PlainRepository {
        private volatile List<Invocation> read = List.of();

        @Override
        <T extends @Nullable Object> T atomically(Supplier<T> step) {
            T result = super.atomically(step);
            List<Invocation> now = invocations();
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(2_000_000));
            read = now;
            return result;
        }

        @Override
        public List<InvocationCount> counts(@Nullable ProjectId project) {
            PlainRepository then = new PlainRepository();
            read.forEach(then::overwrite);
            return then.counts(project);
        }
    }

    /** Keeps counts beside the invocations. It is correct; a mutant overrides one of its rules. */
    private static class Counting extends PlainRepository {
        private final Map<ProjectId, Map<InvocationCount, Long>> counts = new HashMap<>();

        @Override
        public List<InvocationCount> counts(@Nullable ProjectId project) {
            return atomically(() -> {
                Map<InvocationCount, Long> sums = new HashMap<>();
                counts.forEach((of, byKind) -> {
                    if (project == null || project.equals(of)) {
                        byKind.forEach((kind, count) -> sums.merge(kind, count, Long::sum));
                    }
                });
                return sums.entrySet().stream()
                        .map(e -> new InvocationCount(
                                e.getKey().instanceType(),
                                e.getKey().type(),
                                e.getKey().status(),
                                e.getValue()))
                        .filter(this::isShown)
                        .toList();
            });
        }

        boolean isShown(InvocationCount count) {
            return count.count() > 0;
        }

        @Override
        void put(Invocation invocation) {
            if (!isKept(invocation)) {
                add(invocation, 1);
            }
            super.put(invocation);
        }

        @Override
        void put(@Nullable InvocationChange change) {
            super.put(change);
            if (change != null && change.isTransition()) {
                move(change);
            }
        }

        void move(InvocationChange change) {
            add(change.before(), -1);
            add(change.after(), 1);
        }

        @Override
        void remove(Invocation invocation) {
            Invocation stored = stored(invocation);
            if (stored != null) {
                add(stored, -1);
            }
            super.remove(invocation);
        }

        final void removeUncounted(Invocation invocation) {
            super.remove(invocation);
        }

        final void add(Invocation invocation, long delta) {
            InvocationCount kind =
                    new InvocationCount(invocation.instance().type(), invocation.type(), invocation.status(), 0);
            counts.computeIfAbsent(invocation.project(), project -> new HashMap<>())
                    .merge(kind, delta, Long::sum);
        }
    }
}
