package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.ContractRun.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the journal")
class JournalContractTest {
    static List<Mutant<Trial>> mutants() {
        List<Mutant<Trial>> mutants = new ArrayList<>(writing());
        mutants.addAll(reading());
        mutants.addAll(forgetting());
        mutants.addAll(bounded());
        return mutants;
    }

    @AfterEach
    void restoreTheCorrectOne() {
        OnTrial.trial = new Trial(PlainRepository::new, Bounded::new);
    }

    @Test
    @DisplayName("accepts a correct journal, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(OnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Trial> mutant) {
        OnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(OnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(OnTrial.class, mutants());
    }

    @Test
    @DisplayName("skips exactly the laws about a bound for a journal without one")
    void skipsOptionalLaws() {
        List<Outcome> outcomes = ContractRun.of(Simple.class);

        assertThat(outcomes).filteredOn(outcome -> !outcome.isSkipped()).allMatch(Outcome::isPassed);
        assertThat(outcomes)
                .filteredOn(Outcome::isSkipped)
                .extracting(Outcome::law)
                .containsExactlyInAnyOrder("Bound.keepsTheNewest", "Bound.hasAGap", "Bound.losesNothingWithoutAGap");
    }

    private static List<Mutant<Trial>> writing() {
        return List.of(
                mutant(
                        "Timeline.isEmptyForTheUnknown",
                        "looks for the task alone",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                                return Objects.requireNonNull(((Entries) after(null, null, 1000)).entries()).stream()
                                        .filter(entry -> entry.invocation().equals(invocation))
                                        .toList();
                            }
                        })),
                written(
                        "Timeline.hasEachStep",
                        "does not write acceptances",
                        entry -> entry.event() == JournalEntry.Event.ACCEPTED ? null : entry),
                written("Timeline.hasEachStep", "writes each entry twice", entry -> entry, true),
                mutant("Timeline.hasEachStep", "tells the newest first", journal(store -> new PlainJournal(store) {
                    @Override
                    public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                        return super.timeline(project, invocation).stream()
                                .sorted(Comparator.comparing(JournalEntry::revision)
                                        .reversed())
                                .toList();
                    }
                })),
                written(
                        "Timeline.hasTheActor",
                        "takes every actor for a caller",
                        entry -> with(entry, Actor.caller(entry.actor().name()), entry.message(), entry.late())),
                written(
                        "Timeline.hasMessageTimeAndMark",
                        "cuts messages",
                        entry -> with(
                                entry,
                                entry.actor(),
                                entry.message()
                                        .substring(
                                                0,
                                                Math.min(1000, entry.message().length())),
                                entry.late())),
                written(
                        "Timeline.hasMessageTimeAndMark",
                        "loses the mark of late reports",
                        entry -> with(entry, entry.actor(), entry.message(), false)),
                written(
                        "Timeline.hasTheWishToCancel",
                        "does not write wishes",
                        entry -> entry.event() == JournalEntry.Event.CANCEL_REQUESTED ? null : entry),
                mutant("Timeline.hasBothOfTwo", "does not write what changes alongside", () -> new PlainRepository() {
                    @Override
                    WriteOutcome updateOne(InvocationUpdate entry) {
                        if (!isCurrent(entry.change()) || !isCurrent(entry.alongside())) {
                            return WriteOutcome.CONFLICT;
                        }
                        put(entry.alongside());
                        return super.updateOne(InvocationUpdate.of(entry.change(), entry.actor()));
                    }
                }),
                written(
                        "Timeline.hasTheWithdrawal",
                        "does not write withdrawals",
                        entry -> entry.event() == JournalEntry.Event.WITHDRAWN ? null : entry),
                mutant("Timeline.hasTheWithdrawal", "tells only of tasks that are stored", () -> new PlainRepository() {
                    @Override
                    public Journal journal() {
                        PlainRepository repository = this;
                        return new Around(super.journal()) {
                            @Override
                            public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                                return repository
                                                .findAll(project, List.of(invocation))
                                                .isEmpty()
                                        ? List.of()
                                        : super.timeline(project, invocation);
                            }
                        };
                    }
                }),
                mutant("Timeline.hasNoLinks", "writes links", () -> new PlainRepository() {
                    @Override
                    void link(@Nullable RetryLink link, Invocation retry) {
                        super.link(link, retry);
                        Invocation original = link == null ? null : find(retry.project(), link.original());
                        if (original != null) {
                            journal.add(JournalEntry.accepted(original));
                        }
                    }
                }),
                mutant("Timeline.hasNoLinks", "writes every update", () -> new PlainRepository() {
                    @Override
                    void store(@Nullable InvocationChange change, Actor actor) {
                        put(change);
                        if (change != null) {
                            journal.add(JournalEntry.changed(change, actor));
                        }
                    }
                }),
                mutant("Timeline.hasNothingThatIsNotStored", "writes what it tries", () -> new PlainRepository() {
                    @Override
                    WriteOutcome updateOne(InvocationUpdate entry) {
                        WriteOutcome outcome = super.updateOne(entry);
                        if (outcome != WriteOutcome.STORED) {
                            journal.add(JournalEntry.changed(entry.change(), entry.actor()));
                        }
                        return outcome;
                    }
                }),
                mutant(
                        "Timeline.hasNothingThatIsNotStored",
                        "writes a repeated insert again",
                        () -> new PlainRepository() {
                            @Override
                            WriteOutcome repeated(Invocation invocation) {
                                WriteOutcome outcome = super.repeated(invocation);
                                if (outcome == WriteOutcome.STORED) {
                                    journal.add(JournalEntry.accepted(invocation));
                                }
                                return outcome;
                            }
                        }),
                mutant("Timeline.hasTheStoredOfABatch", "writes the whole batch", () -> new PlainRepository() {
                    @Override
                    WriteOutcome insertOne(Insertion entry) {
                        WriteOutcome outcome = super.insertOne(entry);
                        if (outcome != WriteOutcome.STORED) {
                            journal.add(JournalEntry.accepted(entry.invocation()));
                        }
                        return outcome;
                    }
                }),
                mutant(
                        "Timeline.keepsProjectsApart",
                        "has one timeline for an id",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                                return ((Entries) after(null, null, 1000))
                                        .entries().stream()
                                                .filter(entry ->
                                                        entry.invocation().equals(invocation))
                                                .toList();
                            }
                        })),
                mutant(
                        "Timeline.hasTheWinnerUnder64Threads",
                        "writes the entries before the changes, and leaves them after a conflict",
                        () -> new PlainRepository() {
                            @Override
                            public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
                                // The updates come first, and meet.
                                LockSupport.parkNanos(20_000_000);
                                return super.withdraw(project, withdrawals);
                            }

                            @Override
                            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                                List<InvocationUpdate> current = atomically(() -> updates.stream()
                                        .filter(entry -> isCurrent(entry.change()))
                                        .toList());
                                LockSupport.parkNanos(5_000_000);
                                return atomically(() -> each(updates, entry -> {
                                    boolean may = isCurrent(entry.change());
                                    if (may) {
                                        put(entry.change());
                                    }
                                    if (current.contains(entry)) {
                                        journal.add(JournalEntry.changed(entry.change(), entry.actor()));
                                    }
                                    return may ? WriteOutcome.STORED : WriteOutcome.CONFLICT;
                                }));
                            }
                        }));
    }

    private static List<Mutant<Trial>> reading() {
        return List.of(
                mutant(
                        "After.beginsWithAnEmptyJournal",
                        "begins after the first entry",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
                                Entries read = (Entries) super.after(project, after, limit);
                                return after == null && read.entries().isEmpty()
                                        ? new Entries(List.of(), new Cursor("1"))
                                        : read;
                            }
                        })),
                mutant(
                        "After.readsOn",
                        "returns the last entry of a page again",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            Entries read(@Nullable ProjectId project, int from, int limit) {
                                return super.read(project, limit == 1 ? from : Math.max(0, from - 1), limit);
                            }
                        })),
                mutant(
                        "After.fillsEveryPage",
                        "filters after it has cut the page",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            Entries read(@Nullable ProjectId project, int from, int limit) {
                                Entries all = super.read(null, from, limit);
                                return new Entries(
                                        all.entries().stream()
                                                .filter(entry -> project == null
                                                        || entry.project().equals(project))
                                                .toList(),
                                        all.next());
                            }
                        })),
                mutant("After.repeatsItself", "reads the newest first", journal(store -> new PlainJournal(store) {
                    @Override
                    Entries read(@Nullable ProjectId project, int from, int limit) {
                        return from == 0
                                ? super.read(project, from, limit)
                                : new Entries(
                                        super.read(project, Math.max(from, end() - limit), limit)
                                                .entries(),
                                        cursor(from + limit));
                    }
                })),
                mutant("After.keepsTheOrderOfEachTask", "sorts by the time of the clock", () -> new PlainRepository() {
                    @Override
                    void store(@Nullable InvocationChange change, Actor actor) {
                        super.store(change, actor);
                        if (change != null) {
                            PlainJournal sorted = new PlainJournal(this);
                            ((Journal.Entries) journal.after(null, null, 1000))
                                    .entries().stream()
                                            .sorted(Comparator.comparing(JournalEntry::revision)
                                                    .reversed())
                                            .forEach(sorted::add);
                            journal = sorted;
                        }
                    }

                    @Override
                    public Journal journal() {
                        PlainRepository repository = this;
                        return new Around(super.journal()) {
                            @Override
                            Journal behind() {
                                return repository.journal;
                            }
                        };
                    }
                }),
                mutant(
                        "After.losesNothingUnderConcurrentWriters",
                        "takes the numbers of entries before it commits them",
                        NumberingFirst::new),
                mutant(
                        "After.rejectsAForeignCursor",
                        "begins again with a foreign cursor",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
                                boolean foreign =
                                        after != null && !after.position().matches("[0-9]+");
                                return super.after(project, foreign ? null : after, limit);
                            }
                        })));
    }

    private static List<Mutant<Trial>> forgetting() {
        return List.of(
                mutant("Forget.forgetsTheOldest", "ignores the limit", journal(store -> new PlainJournal(store) {
                    @Override
                    public int forget(Instant before, int limit) {
                        return Math.min(limit, super.forget(before, Integer.MAX_VALUE));
                    }
                })),
                mutant("Forget.keepsTheYounger", "ignores the time", journal(store -> new PlainJournal(store) {
                    @Override
                    public int forget(Instant before, int limit) {
                        return super.forget(InvocationRepository.END_OF_TIME, limit);
                    }
                })),
                mutant(
                        "Forget.judgesByTheDate",
                        "forgets what is dated at the time, too",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            public int forget(Instant before, int limit) {
                                return super.forget(before.plusMillis(1), limit);
                            }
                        })),
                mutant(
                        "Forget.leavesAGap",
                        "goes on with the rest in silence",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            boolean isGap(int from) {
                                return false;
                            }
                        })),
                mutant(
                        "Forget.leavesAGap",
                        "sees a gap only if the next page is gone",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            boolean isGap(int from) {
                                return super.isGap(from + 3);
                            }
                        })),
                mutant(
                        "Forget.leavesAGapBeforeNothing",
                        "compares with the oldest that is kept",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            boolean isGap(int from) {
                                boolean empty = ((Entries) after(null, null, 1))
                                        .entries()
                                        .isEmpty();
                                return !empty && super.isGap(from);
                            }
                        })),
                mutant(
                        "Forget.leavesNoGapForOthers",
                        "sees a gap at the oldest that is kept",
                        journal(store -> new PlainJournal(store) {
                            @Override
                            boolean isGap(int from) {
                                return super.isGap(from - 1);
                            }
                        })),
                mutant("Forget.leavesTheTimelines", "keeps the timelines", journal(store -> new PlainJournal(store) {
                    private final List<JournalEntry> all = new ArrayList<>();

                    @Override
                    void add(JournalEntry entry) {
                        super.add(entry);
                        all.add(entry);
                    }

                    @Override
                    public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                        return all.stream()
                                .filter(entry -> entry.invocation().equals(invocation))
                                .toList();
                    }
                })),
                mutant("Forget.outlivesTheTasks", "forgets the entries with their task", () -> new PlainRepository() {
                    @Override
                    public int forget(Instant endedBefore, int limit) {
                        int forgotten = super.forget(endedBefore, limit);
                        if (forgotten > 0) {
                            journal.forget(END_OF_TIME, Integer.MAX_VALUE);
                        }
                        return forgotten;
                    }
                }));
    }

    private static List<Mutant<Trial>> bounded() {
        return List.of(
                ring("Bound.keepsTheNewest", "keeps one too few", bound -> new Bounded(bound - 1)),
                ring("Bound.keepsTheNewest", "forgets nothing", bound -> new PlainRepository()),
                ring(
                        "Bound.hasAGap",
                        "has no gap",
                        bound -> new Bounded(bound, store -> new PlainJournal(store) {
                            @Override
                            boolean isGap(int from) {
                                return false;
                            }
                        })),
                ring(
                        "Bound.losesNothingWithoutAGap",
                        "looks for a gap before it reads",
                        bound -> new Bounded(bound, store -> new PlainJournal(store) {
                            @Override
                            void add(JournalEntry entry) {
                                super.add(entry);
                                LockSupport.parkNanos(50_000);
                            }

                            @Override
                            public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
                                Reading seen = super.after(project, after, limit);
                                if (after == null || seen instanceof Gap) {
                                    return seen;
                                }
                                // Long enough for the ring to overwrite what follows.
                                int end = store.atomically(this::end);
                                for (int i = 0; i < 20 && store.atomically(this::end) < end + 20; i++) {
                                    LockSupport.parkNanos(1_000_000);
                                }
                                Reading now = super.after(project, after, limit);
                                return now instanceof Gap gap ? super.after(project, gap.next(), limit) : now;
                            }
                        })));
    }

    private static Mutant<Trial> mutant(String law, String flaw, Supplier<PlainRepository> broken) {
        return new Mutant<>(law, flaw, new Trial(broken, Bounded::new));
    }

    private static Mutant<Trial> ring(String law, String flaw, IntFunction<PlainRepository> broken) {
        return new Mutant<>(law, flaw, new Trial(PlainRepository::new, broken));
    }

    private static Mutant<Trial> written(
            String law, String flaw, Function<JournalEntry, @Nullable JournalEntry> entry) {
        return written(law, flaw, entry, false);
    }

    private static Mutant<Trial> written(
            String law, String flaw, Function<JournalEntry, @Nullable JournalEntry> change, boolean twice) {
        return mutant(law, flaw, journal(store -> new PlainJournal(store) {
            @Override
            void add(JournalEntry entry) {
                JournalEntry changed = change.apply(entry);
                if (changed != null) {
                    super.add(changed);
                }
                if (changed != null && twice) {
                    super.add(changed);
                }
            }
        }));
    }

    private static Supplier<PlainRepository> journal(Function<StoredInvocations, PlainJournal> journal) {
        return () -> {
            PlainRepository repository = new PlainRepository();
            repository.journal = journal.apply(repository);
            return repository;
        };
    }

    private static JournalEntry with(JournalEntry entry, Actor actor, String message, boolean late) {
        return new JournalEntry(
                entry.project(),
                entry.invocation(),
                entry.instance(),
                entry.event(),
                entry.status(),
                entry.revision(),
                entry.at(),
                actor,
                message,
                late);
    }

    /** A repository without a bound of its journal, and one with. */
    record Trial(Supplier<PlainRepository> unbounded, IntFunction<PlainRepository> bounded) {}

    /** The contract for the journal that a test sets. Started by the launcher only. */
    static class OnTrial extends JournalContract {
        static volatile Trial trial = new Trial(PlainRepository::new, Bounded::new);

        private PlainRepository made = new PlainRepository();

        @Override
        protected InvocationRepository emptyRepository() {
            made = trial.unbounded().get();
            return made;
        }

        @Override
        protected Journal journal() {
            return made.journal();
        }

        @Override
        protected Optional<InvocationRepository> emptyRepositoryWithJournalOf(int entries) {
            made = trial.bounded().apply(entries);
            return Optional.of(made);
        }
    }

    static class Simple extends JournalContract {
        private PlainRepository made = new PlainRepository();

        @Override
        protected InvocationRepository emptyRepository() {
            made = new PlainRepository();
            return made;
        }

        @Override
        protected Journal journal() {
            return made.journal();
        }
    }

    /** A plain repository whose journal forgets the oldest entries by itself. */
    private static final class Bounded extends PlainRepository {
        Bounded(int bound) {
            this(bound, PlainJournal::new);
        }

        Bounded(int bound, Function<StoredInvocations, PlainJournal> made) {
            PlainJournal unbounded = made.apply(this);
            journal = new PlainJournal(this) {
                @Override
                void add(JournalEntry entry) {
                    unbounded.add(entry);
                    while (unbounded.size() > bound) {
                        unbounded.forget(END_OF_TIME, 1);
                    }
                }

                @Override
                public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
                    return unbounded.timeline(project, invocation);
                }

                @Override
                public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
                    return unbounded.after(project, after, limit);
                }
            };
        }
    }

    /** Passes everything on to another journal. */
    private static class Around implements Journal {
        private final Journal journal;

        Around(Journal journal) {
            this.journal = journal;
        }

        Journal behind() {
            return journal;
        }

        @Override
        public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
            return behind().timeline(project, invocation);
        }

        @Override
        public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
            return behind().after(project, after, limit);
        }

        @Override
        public int forget(Instant before, int limit) {
            return behind().forget(before, limit);
        }
    }

    /** Numbers an entry when its transaction begins. A reader may pass over a number whose transaction is still open. */
    private static final class NumberingFirst extends PlainRepository {
        private final AtomicInteger numbers = new AtomicInteger();
        private final ConcurrentSkipListMap<Integer, JournalEntry> committed = new ConcurrentSkipListMap<>();
        private final ThreadLocal<List<JournalEntry>> transaction = ThreadLocal.withInitial(ArrayList::new);

        NumberingFirst() {
            journal = new PlainJournal(this) {
                @Override
                void add(JournalEntry entry) {
                    transaction.get().add(entry);
                }

                @Override
                public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
                    int from = after == null ? -1 : position(after) - 1;
                    List<JournalEntry> found = new ArrayList<>();
                    int last = from;
                    for (var entry : committed.tailMap(from, false).entrySet()) {
                        if (found.size() < limit) {
                            found.add(entry.getValue());
                            last = entry.getKey();
                        }
                    }
                    return new Entries(found, cursor(last + 1));
                }
            };
        }

        @Override
        public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
            return commit(() -> super.insert(project, insertions));
        }

        @Override
        public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
            return commit(() -> super.update(project, updates));
        }

        private List<WriteOutcome> commit(Supplier<List<WriteOutcome>> write) {
            List<WriteOutcome> outcomes = write.get();
            List<JournalEntry> entries = transaction.get();
            int first = numbers.getAndAdd(entries.size());
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
            for (JournalEntry entry : entries) {
                committed.put(first++, entry);
            }
            entries.clear();
            return outcomes;
        }
    }
}
