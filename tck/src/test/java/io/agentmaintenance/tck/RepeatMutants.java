package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Repositories that each have one flaw in the chain of a server: a repeated insert, a stale one, a retry and its link. */
final class RepeatMutants {
    private RepeatMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> mutants = new ArrayList<>(repeating());
        mutants.addAll(chaining());
        mutants.addAll(linking());
        return mutants;
    }

    private static List<Mutant<Trial>> repeating() {
        return List.of(
                mutant("Repeat.changesNothing", "refuses every known id", () -> new PlainRepository() {
                    @Override
                    WriteOutcome repeated(Invocation invocation) {
                        return WriteOutcome.CONFLICT;
                    }
                }),
                mutant("Repeat.changesNothing", "moves a repeated task to the front", () -> new PlainRepository() {
                    @Override
                    WriteOutcome repeated(Invocation invocation) {
                        WriteOutcome outcome = super.repeated(invocation);
                        if (invocation.equals(stored(invocation))) {
                            remove(invocation);
                            put(invocation);
                        }
                        return outcome;
                    }
                }),
                mutant(
                        "Repeat.leavesWhatHasMovedOn",
                        "accepts a repetition only of what has not moved on",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome repeated(Invocation invocation) {
                                return invocation.equals(stored(invocation))
                                        ? WriteOutcome.STORED
                                        : WriteOutcome.CONFLICT;
                            }
                        }),
                mutant(
                        "Repeat.leavesWhatHasMovedOn",
                        "puts a repeated task back to PENDING",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome repeated(Invocation invocation) {
                                WriteOutcome outcome = super.repeated(invocation);
                                if (outcome == WriteOutcome.STORED) {
                                    put(invocation);
                                }
                                return outcome;
                            }
                        }),
                mutant(
                        "Repeat.isStoredBesideANewerTask",
                        "looks at the newest task of the server first",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome repeated(Invocation invocation) {
                                Invocation newest = newest(invocation.project(), invocation.instanceId());
                                return newest != null && newest.id().equals(invocation.id())
                                        ? super.repeated(invocation)
                                        : WriteOutcome.CONFLICT;
                            }
                        }),
                mutant("Repeat.doesNotLinkAgain", "links again", () -> new PlainRepository() {
                    @Override
                    WriteOutcome insertOne(Insertion entry) {
                        if (isKept(entry.invocation())
                                && isCurrent(entry.invocation().project(), entry.link())) {
                            link(entry.link(), entry.invocation());
                        }
                        return super.insertOne(entry);
                    }
                }),
                mutant("Repeat.refusesOtherContent", "compares the id only", () -> new PlainRepository() {
                    @Override
                    WriteOutcome repeated(Invocation invocation) {
                        return WriteOutcome.STORED;
                    }
                }),
                mutant("Repeat.refusesOtherContent", "does not compare who asked", () -> new PlainRepository() {
                    @Override
                    WriteOutcome repeated(Invocation invocation) {
                        Invocation stored = stored(invocation);
                        Invocation asThen = new Invocation(
                                invocation.id(),
                                invocation.project(),
                                invocation.instance(),
                                invocation.ordinal(),
                                invocation.type(),
                                invocation.operation(),
                                invocation.lineage(),
                                invocation.origin(),
                                stored == null ? invocation.requestedBy() : stored.requestedBy(),
                                invocation.versions(),
                                invocation.createdAt(),
                                invocation.progress(),
                                invocation.revision());
                        return super.repeated(asThen);
                    }
                }),
                mutant(
                        "Repeat.completesABatch",
                        "skips a batch of which it knows an entry",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                boolean known = atomically(
                                        () -> insertions.stream().anyMatch(entry -> isKept(entry.invocation())));
                                return known
                                        ? insertions.stream()
                                                .map(entry -> WriteOutcome.STORED)
                                                .toList()
                                        : super.insert(project, insertions);
                            }
                        }),
                mutant(
                        "Repeat.isStoredUnder64Threads",
                        "looks for a repetition before the transaction, and treats a violated key as a conflict",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                boolean known = atomically(
                                        () -> insertions.stream().allMatch(entry -> isKept(entry.invocation())));
                                LockSupport.parkNanos(1_000_000);
                                return known
                                        ? super.insert(project, insertions)
                                        : atomically(() -> each(
                                                insertions,
                                                entry -> isKept(entry.invocation())
                                                        ? WriteOutcome.CONFLICT
                                                        : insertOne(entry)));
                            }
                        }));
    }

    private static List<Mutant<Trial>> chaining() {
        return List.of(
                mutant(
                        "Insert.keepsOneChainUnder64Threads",
                        "has no constraint but that of one active task",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                return each(insertions, entry -> {
                                    Invocation task = entry.invocation();
                                    boolean still = atomically(
                                            () -> isStill(newest(project, task.instanceId()), entry.latest()));
                                    LockSupport.parkNanos(100_000);
                                    return atomically(() -> {
                                        boolean may = still && isFree(newest(project, task.instanceId()));
                                        if (may) {
                                            put(task);
                                        }
                                        return may ? WriteOutcome.STORED : WriteOutcome.CONFLICT;
                                    });
                                });
                            }
                        }),
                mutant(
                        "Find.listsABatchInItsOrder",
                        "writes a batch in the order of its servers",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                return super.insert(
                                        project,
                                        insertions.stream()
                                                .sorted(Comparator.comparing(entry -> entry.invocation()
                                                        .instanceId()
                                                        .value()))
                                                .toList());
                            }
                        }));
    }

    private static List<Mutant<Trial>> linking() {
        return List.of(
                mutant(
                        "Link.losesOrWinsAgainstALateReport",
                        "compares the revision of the repeated task before the transaction",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                                return each(insertions, entry -> {
                                    boolean current = atomically(() -> isCurrent(project, entry.link()));
                                    LockSupport.parkNanos(100_000);
                                    return !current
                                            ? WriteOutcome.CONFLICT
                                            : atomically(() -> {
                                                Insertion unlinked =
                                                        new Insertion(entry.invocation(), entry.latest(), null);
                                                WriteOutcome outcome = insertOne(unlinked);
                                                if (outcome == WriteOutcome.STORED) {
                                                    link(entry.link(), entry.invocation());
                                                }
                                                return outcome;
                                            });
                                });
                            }
                        }),
                mutant("Link.showsBothOrNeither", "stores the link in a second step", () -> new PlainRepository() {
                    @Override
                    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                        return each(insertions, entry -> {
                            WriteOutcome outcome = atomically(() -> isCurrent(project, entry.link())
                                    ? insertOne(new Insertion(entry.invocation(), entry.latest(), null))
                                    : WriteOutcome.CONFLICT);
                            if (outcome == WriteOutcome.STORED && entry.link() != null) {
                                LockSupport.parkNanos(1_000_000);
                                atomically(() -> {
                                    link(entry.link(), entry.invocation());
                                    return outcome;
                                });
                            }
                            return outcome;
                        });
                    }
                }),
                mutant("Withdraw.keepsTheLinkToAnother", "removes whatever link there is", () -> new PlainRepository() {
                    @Override
                    void unlink(Invocation retry) {
                        InvocationId original = retry.lineage().retryOf();
                        Invocation repeated = original == null ? null : find(retry.project(), original);
                        put(repeated == null ? null : repeated.retriedBy(null));
                    }
                }),
                mutant(
                        "Projects.unlinkTheirOwn",
                        "takes back the links to this id in all projects",
                        () -> new PlainRepository() {
                            @Override
                            void unlink(Invocation retry) {
                                all().filter(i -> retry.id().equals(i.lineage().retriedBy()))
                                        .toList()
                                        .forEach(i -> put(i.retriedBy(null)));
                            }
                        }));
    }
}
