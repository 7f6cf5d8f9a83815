package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.twin;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.RepositoryUnderTest.Trial;
import io.agentmaintenance.tck.WriteMutants.CheckingThenActing;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Repositories that each damage one field, mix up projects, forget wrongly, or fail wrongly. */
final class OtherMutants {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private OtherMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> twins = new ArrayList<>(spoiling());
        twins.addAll(mixing());
        twins.addAll(forgetting());
        twins.addAll(underTheCore());
        twins.addAll(failing());
        return twins;
    }

    private static List<Mutant<Trial>> spoiling() {
        return List.of(
                spoiled(
                        "withoutOptionalValues",
                        "has a default for a missing origin",
                        i -> with(
                                i,
                                i.instance(),
                                i.lineage(),
                                i.origin() == null ? Origin.CES : i.origin(),
                                i.progress())),
                spoiled(
                        "atMaximumLength",
                        "truncates names to 64 characters",
                        i -> with(
                                i,
                                profile(
                                        i.instance(),
                                        cut(i.instance().name(), 64),
                                        i.instance().type()),
                                i.lineage(),
                                i.origin(),
                                i.progress())),
                spoiled(
                        "everyEnumValue",
                        "has one kind of instance only",
                        i -> with(
                                i,
                                profile(i.instance(), i.instance().name(), InstanceType.ECS),
                                i.lineage(),
                                i.origin(),
                                i.progress())),
                spoiled(
                        "everyState",
                        "loses the mark for late reports",
                        i -> with(
                                i,
                                i.instance(),
                                i.lineage(),
                                i.origin(),
                                progress(i.progress(), i.progress().message(), false))),
                spoiled("placeInTheChain", "knows no order but that of the times", i -> InvocationBuilder.placed(i, 1)),
                spoiled(
                        "everyLineage",
                        "keeps only the root of retries",
                        i -> with(
                                i,
                                i.instance(),
                                i.lineage().retryOf() != null
                                        ? i.lineage()
                                        : new Lineage(
                                                null,
                                                null,
                                                i.lineage().rollbackOf(),
                                                i.lineage().retriedBy()),
                                i.origin(),
                                i.progress())),
                spoiled(
                        "messages",
                        "keeps only characters of at most three bytes",
                        i -> message(
                                i,
                                i.progress()
                                        .message()
                                        .codePoints()
                                        .map(c -> c > 0xFFFF ? '?' : c)
                                        .collect(
                                                StringBuilder::new,
                                                StringBuilder::appendCodePoint,
                                                StringBuilder::append)
                                        .toString())),
                spoiled(
                        "messages",
                        "trims texts",
                        i -> message(i, i.progress().message().strip())),
                spoiled(
                        "replacedCharacters",
                        "keeps a question mark for a character that was replaced",
                        i -> message(i, i.progress().message().replace('\ufffd', '?'))),
                spoiled("whoAskedAndWhoBegan", "loses the worker at the end", i -> i.isActive() ? i : begunBy(i, null)),
                spoiled(
                        "whoAskedAndWhoBegan",
                        "keeps 31 bits of the number of a run",
                        i -> begunBy(
                                i,
                                i.progress().startedBy() == null
                                        ? null
                                        : new Worker(
                                                i.progress().startedBy().process(),
                                                i.progress().startedBy().run() & Integer.MAX_VALUE))),
                spoiled(
                        "whoAskedAndWhoBegan",
                        "takes everyone for a caller",
                        i -> requestedBy(i, Actor.caller(i.requestedBy().name()))),
                spoiled(
                        "theWishToCancel",
                        "loses the wish to cancel at the end",
                        i -> i.isActive() ? i : unwantedAt(i, null)),
                spoiled("times", "keeps seconds", i -> times(i, t -> Instant.ofEpochSecond(t.getEpochSecond()))),
                spoiled(
                        "times",
                        "stores local times",
                        i -> times(
                                i,
                                t -> LocalDateTime.ofInstant(t, BERLIN)
                                        .atZone(BERLIN)
                                        .toInstant())),
                twin(
                        "RoundTrip.inEveryAnswer",
                        "reads half of the fields of pending tasks",
                        () -> new PlainRepository() {
                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                return super.pending(createdBefore, after, limit).stream()
                                        .map(i -> with(i, i.instance(), Lineage.none(), i.origin(), i.progress()))
                                        .toList();
                            }
                        }));
    }

    private static List<Mutant<Trial>> mixing() {
        return List.of(
                twin("Projects.mayUseTheSameIds", "has ids of all projects in one index", () -> new PlainRepository() {
                    @Override
                    boolean isKept(Invocation invocation) {
                        return all().anyMatch(i -> i.id().equals(invocation.id()));
                    }
                }),
                twin(
                        "Projects.areDistinguishedByTheWholeKey",
                        "joins project and id to one key",
                        () -> new PlainRepository() {
                            @Override
                            boolean isKept(Invocation invocation) {
                                return all().anyMatch(i -> joined(i).equals(joined(invocation)));
                            }

                            private String joined(Invocation i) {
                                return i.project().value() + i.id().value();
                            }
                        }),
                twin("Projects.areNotFound", "reads all projects", () -> new PlainRepository() {
                    @Override
                    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
                        Map<InvocationId, Invocation> found = new HashMap<>();
                        all().filter(i -> ids.contains(i.id())).forEach(i -> found.put(i.id(), i));
                        return found;
                    }
                }),
                twin("Projects.areNotListed", "reads all projects if an id is given", () -> new PlainRepository() {
                    @Override
                    public InvocationPage find(InvocationQuery query) {
                        List<Invocation> byId = all().filter(i -> i.id().equals(query.invocationId()))
                                .toList();
                        return byId.isEmpty() ? super.find(query) : new InvocationPage(byId, byId.size());
                    }
                }),
                twin(
                        "Projects.haveHistoriesOfTheirOwn",
                        "has one history per server of all projects",
                        () -> new PlainRepository() {
                            @Override
                            InstanceHistory history(ProjectId project, InstanceId instance) {
                                return new InstanceHistory(
                                        ReadMutants.last(
                                                all().filter(i -> i.instanceId().equals(instance))),
                                        null);
                            }
                        }),
                twin("Projects.changeTheirOwn", "changes all tasks with the same id", ChangingAll::new),
                twin("Projects.linkTheirOwn", "changes all tasks with the same id", ChangingAll::new),
                twin("Projects.withdrawTheirOwn", "removes all tasks with the same id", () -> new PlainRepository() {
                    @Override
                    void remove(Invocation invocation) {
                        all().filter(i -> i.id().equals(invocation.id()))
                                .toList()
                                .forEach(super::remove);
                    }
                }));
    }

    private static List<Mutant<Trial>> forgetting() {
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

    private static List<Mutant<Trial>> underTheCore() {
        return List.of(
                twin(
                        "Core.refusesLostRacesInTheirPositions",
                        "checks and writes in two steps",
                        CheckingThenActing::new),
                twin("Core.announcesWhatIsStored", "checks and writes in two steps", CheckingThenActing::new),
                store(
                        "Core.refusesWhileTheStoreIsBroken",
                        "says STORED while its store is broken",
                        behind -> new StoreBehind(behind) {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                return isBroken()
                                        ? Collections.nCopies(insertions.size(), WriteOutcome.STORED)
                                        : super.insert(project, insertions);
                            }

                            @Override
                            public Map<InstanceId, InstanceHistory> histories(
                                    ProjectId project, Collection<InstanceId> instances) {
                                return isBroken() ? Map.of() : super.histories(project, instances);
                            }
                        }),
                store(
                        "Core.acceptsWithAConstantNumberOfRoundTrips",
                        "makes one round trip per entry",
                        behind -> new StoreBehind(behind) {
                            @Override
                            int cost(int entries) {
                                return entries;
                            }
                        }));
    }

    private static List<Mutant<Trial>> failing() {
        return List.of(
                twin(
                        "Trouble.insertThatThrowsHasStoredNothing",
                        "writes the entries before the bad one",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                return insertions.stream()
                                        .map(entry -> super.insert(project, List.of(entry))
                                                .get(0))
                                        .toList();
                            }
                        }),
                twin(
                        "Trouble.updateThatThrowsHasStoredNothing",
                        "writes the entries before the bad one",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                                return updates.stream()
                                        .map(entry -> super.update(project, List.of(entry))
                                                .get(0))
                                        .toList();
                            }
                        }),
                twin(
                        "Trouble.withdrawThatThrowsHasRemovedNothing",
                        "writes the entries before the bad one",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
                                return withdrawals.stream()
                                        .map(entry -> super.withdraw(project, List.of(entry))
                                                .get(0))
                                        .toList();
                            }
                        }),
                store(
                        "Trouble.throwsPortExceptionWhileBroken",
                        "throws the exception of its driver",
                        behind -> new StoreBehind(behind) {
                            @Override
                            RuntimeException failure() {
                                return new IllegalStateException("connection refused");
                            }
                        }),
                store(
                        "Trouble.throwsPortExceptionWhileBroken",
                        "treats a broken store as empty",
                        behind -> new StoreBehind(behind) {
                            @Override
                            public List<Invocation> pending(
                                    Instant createdBefore, @Nullable Invocation after, int limit) {
                                return isBroken() ? List.of() : super.pending(createdBefore, after, limit);
                            }
                        }),
                store("Trouble.worksAgainAfterARepair", "writes before it fails", behind -> new StoreBehind(behind) {
                    @Override
                    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                        List<WriteOutcome> outcomes = behind.insert(project, insertions);
                        return call(1, () -> outcomes);
                    }
                }),
                store(
                        "Trouble.makesAConstantNumberOfRoundTrips",
                        "makes one round trip per entry",
                        behind -> new StoreBehind(behind) {
                            @Override
                            int cost(int entries) {
                                return entries;
                            }
                        }));
    }

    private static Mutant<Trial> spoiled(String law, String flaw, UnaryOperator<Invocation> spoil) {
        Supplier<InvocationRepository> broken = () -> new PlainRepository() {
            @Override
            void put(Invocation invocation) {
                super.put(spoil.apply(invocation));
            }
        };
        return twin("RoundTrip." + law, flaw, broken);
    }

    private static Mutant<Trial> bounded(String law, String flaw, IntFunction<InvocationRepository> broken) {
        return new Mutant<>("Bound." + law, flaw, Trial.ofBounded(broken));
    }

    private static Mutant<Trial> store(String law, String flaw, Function<InvocationRepository, StoreBehind> broken) {
        return new Mutant<>(law, flaw, Trial.ofStore(broken));
    }

    private static Invocation with(
            Invocation i, InstanceProfile instance, Lineage lineage, @Nullable Origin origin, Progress progress) {
        return new Invocation(
                i.id(),
                i.project(),
                instance,
                i.ordinal(),
                i.type(),
                i.operation(),
                lineage,
                origin,
                i.requestedBy(),
                i.versions(),
                i.createdAt(),
                progress,
                i.revision());
    }

    private static InstanceProfile profile(InstanceProfile from, String name, InstanceType type) {
        return new InstanceProfile(from.id(), name, type, from.intranetIps(), from.elasticIps());
    }

    private static Progress progress(Progress from, String message, boolean late) {
        return new Progress(
                from.status(),
                from.startedAt(),
                from.startedBy(),
                from.endedAt(),
                from.cancelRequestedAt(),
                from.updatedAt(),
                message,
                late);
    }

    private static Invocation message(Invocation i, String message) {
        return with(
                i,
                i.instance(),
                i.lineage(),
                i.origin(),
                progress(i.progress(), message, i.progress().late()));
    }

    private static Invocation times(Invocation i, UnaryOperator<Instant> kept) {
        Progress from = i.progress();
        Progress progress = new Progress(
                from.status(),
                from.startedAt() == null ? null : kept.apply(from.startedAt()),
                from.startedBy(),
                from.endedAt() == null ? null : kept.apply(from.endedAt()),
                from.cancelRequestedAt() == null ? null : kept.apply(from.cancelRequestedAt()),
                kept.apply(from.updatedAt()),
                from.message(),
                from.late());
        return new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                i.ordinal(),
                i.type(),
                i.operation(),
                i.lineage(),
                i.origin(),
                i.requestedBy(),
                i.versions(),
                kept.apply(i.createdAt()),
                progress,
                i.revision());
    }

    private static Invocation begunBy(Invocation i, @Nullable Worker worker) {
        Progress from = i.progress();
        return with(
                i,
                i.instance(),
                i.lineage(),
                i.origin(),
                new Progress(
                        from.status(),
                        from.startedAt(),
                        worker,
                        from.endedAt(),
                        from.cancelRequestedAt(),
                        from.updatedAt(),
                        from.message(),
                        from.late()));
    }

    private static Invocation unwantedAt(Invocation i, @Nullable Instant at) {
        Progress from = i.progress();
        return with(
                i,
                i.instance(),
                i.lineage(),
                i.origin(),
                new Progress(
                        from.status(),
                        from.startedAt(),
                        from.startedBy(),
                        from.endedAt(),
                        at,
                        from.updatedAt(),
                        from.message(),
                        from.late()));
    }

    private static Invocation requestedBy(Invocation i, Actor actor) {
        return new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                i.ordinal(),
                i.type(),
                i.operation(),
                i.lineage(),
                i.origin(),
                actor,
                i.versions(),
                i.createdAt(),
                i.progress(),
                i.revision());
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    /** Changes the invocations with this id in every project. */
    private static final class ChangingAll extends PlainRepository {
        @Override
        void put(@Nullable InvocationChange change) {
            super.put(change);
            if (change != null) {
                all().filter(i -> i.id().equals(change.after().id()))
                        .toList()
                        .forEach(i -> put(new Invocation(
                                i.id(),
                                i.project(),
                                i.instance(),
                                i.ordinal(),
                                i.type(),
                                i.operation(),
                                change.after().lineage(),
                                i.origin(),
                                i.requestedBy(),
                                i.versions(),
                                i.createdAt(),
                                change.after().progress(),
                                change.after().revision())));
            }
        }
    }
}
