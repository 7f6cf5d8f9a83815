package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.WriteMutants.mutant;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import io.agentmaintenance.tck.WriteMutants.CheckingThenActing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Repositories that each fail wrongly, or mislead the core. */
final class FailureMutants {
    private FailureMutants() {}

    static List<Mutant<Trial>> all() {
        List<Mutant<Trial>> mutants = new ArrayList<>(withTheCore());
        mutants.addAll(failing());
        return mutants;
    }

    private static List<Mutant<Trial>> withTheCore() {
        return List.of(
                mutant(
                        "Core.refusesLostRacesInTheirPositions",
                        "checks and writes in two steps",
                        CheckingThenActing::new),
                mutant("Core.announcesWhatIsStored", "checks and writes in two steps", CheckingThenActing::new),
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
                mutant(
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
                mutant(
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
                mutant(
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

    private static Mutant<Trial> store(String law, String flaw, Function<InvocationRepository, StoreBehind> broken) {
        return new Mutant<>(law, flaw, Trial.ofStore(broken));
    }
}
