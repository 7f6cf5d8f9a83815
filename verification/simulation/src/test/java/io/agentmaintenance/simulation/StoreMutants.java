package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.Origin;
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
        return withStore(PlainRepository::new);
    }

    static Parts acceptsASecondActive() {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                insertions.forEach(insertion -> overwrite(insertion.invocation()));
                insertions.stream()
                        .map(Insertion::link)
                        .filter(Objects::nonNull)
                        .forEach(link -> overwrite(link.after()));
                return Collections.nCopies(insertions.size(), WriteOutcome.STORED);
            }
        });
    }

    static Parts lastWriteWins() {
        return withStore(() -> new PlainRepository() {
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

    static Parts storesHalfAnUpdate() {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                return super.update(
                        project,
                        updates.stream()
                                .map(update -> new InvocationUpdate(update.change(), null))
                                .toList());
            }
        });
    }

    static Parts truncatesTimes() {
        return storing(i -> {
            Progress p = i.progress();
            Instant updated = p.updatedAt().truncatedTo(ChronoUnit.SECONDS);
            Progress truncated = new Progress(p.status(), p.startedAt(), p.endedAt(), updated, p.message(), p.late());
            return copy(i, i.ordinal(), i.origin(), truncated);
        });
    }

    static Parts forgetsOrigin() {
        return storing(i -> i.revision() == 1 ? i : copy(i, i.ordinal(), null, i.progress()));
    }

    static Parts findsNothingOverdue() {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
                return List.of();
            }
        });
    }

    static Parts findsNothingDatedAhead() {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<Invocation> datedAfter(Instant time) {
                return List.of();
            }
        });
    }

    static Parts findsOverdueTooEarly() {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
                return super.overdue(pendingSince.plusSeconds(60), runningSince.plusSeconds(60), limit);
            }
        });
    }

    static Parts forgetsTheChain() {
        return storing(i -> copy(i, 1, i.origin(), i.progress()));
    }

    static Parts losesTheLatestWithItsProcess() {
        return new Parts() {
            private final PlainRepository repository = new PlainRepository();

            @Override
            InvocationRepository store(int finished) {
                return repository;
            }

            @Override
            void crashed() {
                List<Invocation> stored = repository.invocations();
                if (!stored.isEmpty()) {
                    repository.discard(stored.get(stored.size() - 1));
                }
            }
        };
    }

    private static Invocation copy(Invocation i, int ordinal, @Nullable Origin origin, Progress progress) {
        return new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                ordinal,
                i.type(),
                i.operation(),
                i.lineage(),
                origin,
                i.versions(),
                i.createdAt(),
                progress,
                i.revision());
    }

    /** A store that changes each invocation before it stores it. */
    private static Parts storing(UnaryOperator<Invocation> change) {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
                return super.insert(
                        project,
                        insertions.stream()
                                .map(i -> new Insertion(
                                        change.apply(i.invocation()), i.latest(), changed(i.link(), change)))
                                .toList());
            }

            @Override
            public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
                return super.update(
                        project,
                        updates.stream()
                                .map(u -> new InvocationUpdate(
                                        Objects.requireNonNull(changed(u.change(), change)),
                                        changed(u.alongside(), change)))
                                .toList());
            }
        });
    }

    private static @Nullable InvocationChange changed(
            @Nullable InvocationChange change, UnaryOperator<Invocation> operator) {
        return change == null ? null : new InvocationChange(change.before(), operator.apply(change.after()));
    }

    private static Parts withStore(Supplier<InvocationRepository> store) {
        return new Parts() {
            @Override
            InvocationRepository store(int finished) {
                return store.get();
            }
        };
    }
}
