package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Repositories that each have one flaw in writing. */
final class WriteMutants {
    private WriteMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> mutants = new ArrayList<>(inserting());
        mutants.addAll(linking());
        mutants.addAll(withdrawing());
        mutants.addAll(updating());
        return mutants;
    }

    static Mutant<Trial> mutant(String law, String flaw, Supplier<InvocationRepository> broken) {
        return new Mutant<>(law, flaw, Trial.of(broken));
    }

    private static List<Mutant<Trial>> inserting() {
        return List.of(
                mutant("Insert.storesOnAFreeServer", "says STORED before it has stored", () -> new PlainRepository() {
                    @Override
                    void put(Invocation invocation) {
                        if (invocation.revision() > 1) {
                            super.put(invocation);
                        }
                    }
                }),
                mutant("Insert.refusesASecondActive", "does not check for an active task", () -> new PlainRepository() {
                    @Override
                    boolean isFree(@Nullable Invocation newest) {
                        return true;
                    }
                }),
                mutant("Insert.refusesASecondActive", "treats RUNNING as finished", () -> new PlainRepository() {
                    @Override
                    boolean isFree(@Nullable Invocation newest) {
                        return newest == null || newest.status() != InvocationStatus.PENDING;
                    }
                }),
                mutant("Insert.acceptsTheNextAfterTheEnd", "treats TIMEOUT as active", () -> new PlainRepository() {
                    @Override
                    boolean isFree(@Nullable Invocation newest) {
                        return super.isFree(newest) && (newest == null || newest.status() != InvocationStatus.TIMEOUT);
                    }
                }),
                mutant(
                        "Insert.refusesWhatIsBasedOnAnEarlierRevision",
                        "compares ids only",
                        () -> new PlainRepository() {
                            @Override
                            boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
                                return (newest == null || read == null)
                                        ? super.isStill(newest, read)
                                        : newest.id().equals(read.id());
                            }
                        }),
                mutant(
                        "Insert.refusesWhatIsBasedOnNoHistory",
                        "compares only if there was a task before",
                        () -> new PlainRepository() {
                            @Override
                            boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
                                return read == null || super.isStill(newest, read);
                            }
                        }),
                mutant(
                        "Insert.refusesWhatIsBasedOnAnOlderTask",
                        "compares the task that was read, not the newest",
                        () -> new PlainRepository() {
                            @Override
                            boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
                                Invocation now = read == null ? null : stored(read);
                                return (read == null || now == null)
                                        ? super.isStill(newest, read)
                                        : now.revision() == read.revision();
                            }
                        }),
                mutant(
                        "Insert.refusesWhatIsBasedOnATaskThatIsGone",
                        "treats a missing task as unchanged",
                        () -> new PlainRepository() {
                            @Override
                            boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
                                return newest == null || super.isStill(newest, read);
                            }
                        }),
                mutant("Insert.refusesAKnownId", "overwrites a known id", () -> new PlainRepository() {
                    @Override
                    boolean isKept(Invocation invocation) {
                        return false;
                    }
                }),
                mutant("Insert.reportsLostRacesInTheirPositions", "reports the stored entries first", Sorting::new),
                mutant(
                        "Insert.storesOneActiveUnder64Threads",
                        "checks and writes in two steps",
                        CheckingThenActing::new));
    }

    private static List<Mutant<Trial>> linking() {
        return List.of(
                mutant("Link.storesRetryAndLink", "forgets the link", () -> new PlainRepository() {
                    @Override
                    WriteOutcome insertOne(Insertion entry) {
                        return super.insertOne(new Insertion(entry.invocation(), entry.latest(), null));
                    }
                }),
                mutant(
                        "Link.storesNeitherIfTheRepeatedTaskHasChanged",
                        "overwrites a changed task",
                        () -> new PlainRepository() {
                            @Override
                            boolean isCurrent(ProjectId project, @Nullable RetryLink link) {
                                return true;
                            }
                        }),
                mutant(
                        "Link.storesNeitherIfTheServerIsOccupied",
                        "links before it checks",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome insertOne(Insertion entry) {
                                Invocation retry = entry.invocation();
                                if (isCurrent(retry.project(), entry.link())) {
                                    link(entry.link(), retry);
                                }
                                return super.insertOne(new Insertion(entry.invocation(), entry.latest(), null));
                            }
                        }),
                mutant(
                        "Link.storesNeitherIfTheRepeatedTaskIsNotThere",
                        "treats a missing task as unchanged",
                        Tolerant::new),
                mutant("Link.storesOneRetryUnder64Threads", "checks and writes in two steps", CheckingThenActing::new));
    }

    private static List<Mutant<Trial>> withdrawing() {
        return List.of(
                mutant("Withdraw.removesItFromEveryAnswer", "hides the task from one method only", Hiding::new),
                mutant("Withdraw.freesTheServer", "keeps the server occupied", () -> new PlainRepository() {
                    private final Set<InstanceId> marked = new HashSet<>();

                    @Override
                    void remove(Invocation invocation) {
                        super.remove(invocation);
                        marked.add(invocation.instanceId());
                    }

                    @Override
                    WriteOutcome insertOne(Insertion entry) {
                        return marked.contains(entry.invocation().instanceId())
                                ? WriteOutcome.CONFLICT
                                : super.insertOne(entry);
                    }
                }),
                mutant("Withdraw.keepsWhatHasChanged", "does not compare the revision", () -> new PlainRepository() {
                    @Override
                    WriteOutcome withdrawOne(Withdrawal entry) {
                        remove(entry.invocation());
                        return WriteOutcome.STORED;
                    }
                }),
                mutant("Withdraw.removesTheLink", "forgets the link", () -> new PlainRepository() {
                    @Override
                    void unlink(Invocation retry) {}
                }),
                mutant(
                        "Withdraw.keepsTheLinkOfWhatHasBegun",
                        "removes the link before it checks",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome withdrawOne(Withdrawal entry) {
                                unlink(entry.invocation());
                                return super.withdrawOne(entry);
                            }
                        }),
                mutant(
                        "Withdraw.keepsTheChangeOfTheRepeatedTask",
                        "overwrites the change with the link",
                        () -> new PlainRepository() {
                            private final Map<InvocationId, Invocation> originals = new HashMap<>();

                            @Override
                            void link(@Nullable RetryLink link, Invocation retry) {
                                super.link(link, retry);
                                Invocation original = link == null ? null : find(retry.project(), link.original());
                                if (original != null) {
                                    originals.put(retry.id(), original);
                                }
                            }

                            @Override
                            void unlink(Invocation retry) {
                                Invocation original = originals.get(retry.id());
                                put(original == null ? null : original.retriedBy(null));
                            }
                        }),
                mutant(
                        "Withdraw.keepsTheChangeOfTheRepeatedTask",
                        "keeps the link if the repeated task has changed",
                        () -> new PlainRepository() {
                            @Override
                            void unlink(Invocation retry) {
                                InvocationId original = retry.lineage().retryOf();
                                Invocation repeated = original == null ? null : find(retry.project(), original);
                                if (repeated != null && repeated.status() == InvocationStatus.TIMEOUT) {
                                    super.unlink(retry);
                                }
                            }
                        }),
                mutant("Withdraw.reportsConflictsInTheirPositions", "reports the removed entries first", Sorting::new),
                mutant(
                        "Withdraw.losesOrWinsAgainstTheStart",
                        "checks and writes in two steps",
                        CheckingThenActing::new));
    }

    private static List<Mutant<Trial>> updating() {
        return List.of(
                mutant("Update.storesAChange", "says STORED without storing", () -> new PlainRepository() {
                    @Override
                    void put(@Nullable InvocationChange change) {}
                }),
                mutant("Update.refusesAStaleChange", "lets the last write win", () -> new PlainRepository() {
                    @Override
                    boolean isCurrent(@Nullable InvocationChange change) {
                        return change == null || isKept(change.before());
                    }
                }),
                mutant("Update.comparesTheRevision", "compares the state", () -> new PlainRepository() {
                    @Override
                    boolean isCurrent(@Nullable InvocationChange change) {
                        Invocation stored = change == null ? null : stored(change.before());
                        return change == null
                                || (stored != null
                                        && stored.status() == change.before().status());
                    }
                }),
                mutant("Update.refusesTheUnknown", "creates an unknown task", Tolerant::new),
                mutant("Update.reportsLostRacesInTheirPositions", "reports the stored entries first", Sorting::new),
                mutant(
                        "Update.acceptsAThousandChanges",
                        "accepts at most 500 changes at once",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                                return super.update(project, updates.subList(0, Math.min(500, updates.size())));
                            }
                        }),
                mutant(
                        "Update.storesOneChangeUnder64Threads",
                        "checks and writes in two steps",
                        CheckingThenActing::new),
                mutant("Alongside.storesBoth", "forgets the original", () -> new PlainRepository() {
                    @Override
                    WriteOutcome updateOne(InvocationUpdate entry) {
                        return super.updateOne(InvocationUpdate.of(entry.change(), entry.actor()));
                    }
                }),
                mutant(
                        "Alongside.storesNeitherIfTheOriginalHasChanged",
                        "stores the success alone",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome updateOne(InvocationUpdate entry) {
                                return isCurrent(entry.alongside())
                                        ? super.updateOne(entry)
                                        : super.updateOne(InvocationUpdate.of(entry.change(), entry.actor()));
                            }
                        }),
                mutant(
                        "Alongside.storesNeitherIfTheRollbackHasChanged",
                        "stores the original first",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome updateOne(InvocationUpdate entry) {
                                if (entry.alongside() != null && isCurrent(entry.alongside())) {
                                    put(entry.alongside());
                                    return super.updateOne(InvocationUpdate.of(entry.change(), entry.actor()));
                                }
                                return super.updateOne(entry);
                            }
                        }),
                mutant(
                        "Alongside.storesNeitherIfTheOriginalIsGone",
                        "treats a missing task as unchanged",
                        Tolerant::new),
                mutant(
                        "Alongside.continuesWithTheOtherEntries",
                        "stops at the first conflict",
                        () -> new PlainRepository() {
                            @Override
                            <E> List<WriteOutcome> each(List<E> entries, Function<E, WriteOutcome> step) {
                                List<WriteOutcome> outcomes = new ArrayList<>();
                                for (E entry : entries) {
                                    boolean lost = outcomes.contains(WriteOutcome.CONFLICT);
                                    outcomes.add(lost ? WriteOutcome.CONFLICT : step.apply(entry));
                                }
                                return outcomes;
                            }
                        }),
                mutant(
                        "Alongside.storesBothOnceUnder64Threads",
                        "checks and writes in two steps",
                        CheckingThenActing::new),
                mutant("Alongside.showsBothOrNeither", "stores the two changes in two steps", OneAfterTheOther::new));
    }

    /** Stores a change, and the change that belongs to it in a second step. */
    private static final class OneAfterTheOther extends PlainRepository {
        @Override
        public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
            return each(updates, entry -> {
                WriteOutcome outcome = atomically(() -> {
                    boolean may = isCurrent(entry.change()) && isCurrent(entry.alongside());
                    put(may ? entry.change() : null);
                    return may ? WriteOutcome.STORED : WriteOutcome.CONFLICT;
                });
                if (outcome == WriteOutcome.STORED && entry.alongside() != null) {
                    LockSupport.parkNanos(1_000_000);
                    atomically(() -> {
                        put(entry.alongside());
                        return outcome;
                    });
                }
                return outcome;
            });
        }
    }

    /** Treats a missing invocation as unchanged. */
    private static final class Tolerant extends PlainRepository {
        @Override
        boolean isCurrent(ProjectId project, @Nullable RetryLink link) {
            return link == null || find(project, link.original()) == null || super.isCurrent(project, link);
        }

        @Override
        boolean isCurrent(@Nullable InvocationChange change) {
            return change == null || !isKept(change.before()) || super.isCurrent(change);
        }
    }

    /** Writes correctly, but returns the outcomes in a wrong order. */
    private static final class Sorting extends PlainRepository {
        @Override
        <E> List<WriteOutcome> each(List<E> entries, Function<E, WriteOutcome> step) {
            return super.each(entries, step).stream()
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    /** Hides a withdrawn invocation in one method only. */
    private static final class Hiding extends PlainRepository {
        private final Set<InvocationId> hidden = new HashSet<>();

        @Override
        void remove(Invocation invocation) {
            hidden.add(invocation.id());
        }

        @Override
        public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
            Map<InvocationId, Invocation> found = new HashMap<>(super.findAll(project, ids));
            found.keySet().removeAll(hidden);
            return found;
        }

        @Override
        public InvocationPage find(InvocationQuery query) {
            InvocationPage page = super.find(query);
            return new InvocationPage(
                    page.invocations().stream()
                            .filter(i -> !hidden.contains(i.id()))
                            .toList(),
                    page.count());
        }
    }

    /** Checks and writes under the lock, but releases the lock in between. */
    static final class CheckingThenActing extends PlainRepository {
        private final Exchanger<String> meeting = new Exchanger<>();

        @Override
        public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
            return each(insertions, entry -> {
                Invocation task = entry.invocation();
                boolean may = atomically(() -> {
                    Invocation newest = newest(project, task.instanceId());
                    return isFree(newest) && isStill(newest, entry.latest()) && isCurrent(project, entry.link());
                });
                return !may
                        ? WriteOutcome.CONFLICT
                        : act(() -> {
                            put(task);
                            link(entry.link(), task);
                        });
            });
        }

        @Override
        public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
            return each(withdrawals, entry -> {
                boolean may = atomically(() -> {
                    Invocation stored = stored(entry.invocation());
                    return stored != null && stored.revision() == 1;
                });
                return !may ? WriteOutcome.CONFLICT : act(() -> remove(entry.invocation()));
            });
        }

        @Override
        public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
            return each(updates, entry -> {
                boolean may = atomically(() -> isCurrent(entry.change()) && isCurrent(entry.alongside()));
                return !may
                        ? WriteOutcome.CONFLICT
                        : act(() -> {
                            store(entry.change(), entry.actor());
                            store(entry.alongside(), entry.actor());
                        });
            });
        }

        private WriteOutcome act(Runnable write) {
            try {
                // Long enough for another thread to check too.
                meeting.exchange("here", 20, TimeUnit.MILLISECONDS);
                LockSupport.parkNanos(100_000);
            } catch (TimeoutException e) {
                // No other thread came.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return atomically(() -> {
                write.run();
                return WriteOutcome.STORED;
            });
        }
    }
}
