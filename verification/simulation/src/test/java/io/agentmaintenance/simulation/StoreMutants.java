package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.PlainRepository;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores that each break one invariant. */
final class StoreMutants {
    private StoreMutants() {}

    static Parts correct() {
        return over(PlainRepository::new);
    }

    static Parts twoActive() {
        return over(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                insertions.forEach(insertion -> overwrite(insertion.invocation()));
                insertions.stream()
                        .map(Insertion::link)
                        .filter(Objects::nonNull)
                        .flatMap(link -> findAll(project, List.of(link.original())).values().stream())
                        .forEach(original -> overwrite(original.retriedBy(retryOf(original, insertions))
                                .after()));
                return Collections.nCopies(insertions.size(), WriteOutcome.STORED);
            }
        });
    }

    static Parts lastWriteWins() {
        return over(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                updates.stream()
                        .flatMap(update -> Stream.of(update.change(), update.alongside()))
                        .filter(Objects::nonNull)
                        .forEach(change -> overwrite(change.after()));
                return Collections.nCopies(updates.size(), WriteOutcome.STORED);
            }
        });
    }

    static Parts halfAnUpdate() {
        return over(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                return super.update(
                        project,
                        updates.stream()
                                .map(update -> InvocationUpdate.of(update.change(), update.actor()))
                                .toList());
            }
        });
    }

    static Parts wholeSeconds() {
        return storing(i -> {
            Progress p = i.progress();
            Instant updated = p.updatedAt().truncatedTo(ChronoUnit.SECONDS);
            return with(
                    i,
                    new Progress(
                            p.status(),
                            p.startedAt(),
                            p.startedBy(),
                            p.endedAt(),
                            p.cancelRequestedAt(),
                            updated,
                            p.message(),
                            p.late()));
        });
    }

    static Parts forgetsTheWorker() {
        return storing(i -> {
            Progress p = i.progress();
            return with(
                    i,
                    new Progress(
                            p.status(),
                            p.startedAt(),
                            i.isActive() ? p.startedBy() : null,
                            p.endedAt(),
                            p.cancelRequestedAt(),
                            p.updatedAt(),
                            p.message(),
                            p.late()));
        });
    }

    static Parts forgetsTheWishToCancel() {
        return storing(i -> {
            Progress p = i.progress();
            return with(
                    i,
                    new Progress(
                            p.status(),
                            p.startedAt(),
                            p.startedBy(),
                            p.endedAt(),
                            i.isActive() ? p.cancelRequestedAt() : null,
                            p.updatedAt(),
                            p.message(),
                            p.late()));
        });
    }

    static Parts forgetsOrigin() {
        return storing(i -> i.revision() == 1
                ? i
                : new Invocation(
                        i.id(),
                        i.project(),
                        i.instance(),
                        i.ordinal(),
                        i.type(),
                        i.operation(),
                        i.lineage(),
                        null,
                        i.requestedBy(),
                        i.versions(),
                        i.createdAt(),
                        i.progress(),
                        i.revision()));
    }

    static Parts seesNothingOverdue() {
        return over(() -> new PlainRepository() {
            @Override
            public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
                return List.of();
            }
        });
    }

    static Parts findsNothingDatedAhead() {
        return over(() -> new PlainRepository() {
            @Override
            public List<Invocation> datedAfter(Instant time) {
                return List.of();
            }
        });
    }

    static Parts findsOverdueTooEarly() {
        return over(() -> new PlainRepository() {
            @Override
            public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
                return super.overdue(pendingSince.plusSeconds(60), runningSince.plusSeconds(60), limit);
            }
        });
    }

    static Parts forgetsTheChain() {
        return storing(i -> new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                1,
                i.type(),
                i.operation(),
                i.lineage(),
                i.origin(),
                i.requestedBy(),
                i.versions(),
                i.createdAt(),
                i.progress(),
                i.revision()));
    }

    static Parts losesTheLatestWithItsProcess() {
        return new Parts() {
            private final PlainRepository repository = new PlainRepository();

            @Override
            InvocationRepository store(int finished) {
                return repository;
            }

            @Override
            void died() {
                List<Invocation> stored = repository.invocations();
                if (!stored.isEmpty()) {
                    repository.discard(stored.get(stored.size() - 1));
                }
            }
        };
    }

    static Invocation with(Invocation i, Progress progress) {
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
                i.createdAt(),
                progress,
                i.revision());
    }

    /** A store that changes what it is given before it keeps it. */
    private static Parts storing(UnaryOperator<Invocation> change) {
        return over(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                return super.insert(
                        project,
                        insertions.stream()
                                .map(i -> new Insertion(change.apply(i.invocation()), i.latest(), i.link()))
                                .toList());
            }

            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                return super.update(
                        project,
                        updates.stream()
                                .map(u -> new InvocationUpdate(
                                        Objects.requireNonNull(changed(u.change(), change)),
                                        changed(u.alongside(), change),
                                        u.actor()))
                                .toList());
            }
        });
    }

    private static @Nullable InvocationChange changed(
            @Nullable InvocationChange change, UnaryOperator<Invocation> operator) {
        return change == null ? null : new InvocationChange(change.before(), operator.apply(change.after()));
    }

    private static @Nullable InvocationId retryOf(Invocation original, List<Insertion> insertions) {
        return insertions.stream()
                .map(Insertion::invocation)
                .filter(retry -> original.id().equals(retry.lineage().retryOf()))
                .map(Invocation::id)
                .findFirst()
                .orElse(null);
    }

    private static Parts over(Supplier<InvocationRepository> store) {
        return new Parts() {
            @Override
            InvocationRepository store(int finished) {
                return store.get();
            }
        };
    }
}
