package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
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
                        .flatMap(link -> findAll(project, List.of(link.original())).values().stream())
                        .forEach(original -> overwrite(original.retriedBy(retryOf(original, insertions))
                                .after()));
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
                                .map(update -> InvocationUpdate.of(update.change(), update.actor()))
                                .toList());
            }
        });
    }

    static Parts truncatesTimes() {
        return storing(i -> {
            Progress p = i.progress();
            Instant updated = p.updatedAt().truncatedTo(ChronoUnit.SECONDS);
            return copy(i, i.ordinal(), i.origin(), copy(p, p.startedBy(), p.cancelRequestedAt(), updated));
        });
    }

    static Parts forgetsTheWorker() {
        return storing(i -> {
            Progress p = i.progress();
            Worker worker = i.isActive() ? p.startedBy() : null;
            return copy(i, i.ordinal(), i.origin(), copy(p, worker, p.cancelRequestedAt(), p.updatedAt()));
        });
    }

    static Parts forgetsTheWishToCancel() {
        return storing(i -> {
            Progress p = i.progress();
            Instant wish = i.isActive() ? p.cancelRequestedAt() : null;
            return copy(i, i.ordinal(), i.origin(), copy(p, p.startedBy(), wish, p.updatedAt()));
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

    static Parts findsNothingDatedAhead(InvocationStatus status) {
        return withStore(() -> new PlainRepository() {
            @Override
            public List<Invocation> datedAfter(Instant time) {
                return super.datedAfter(time).stream()
                        .filter(invocation -> invocation.status() != status)
                        .toList();
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

    static Invocation copy(Invocation i, int ordinal, @Nullable Origin origin, Progress progress) {
        return new Invocation(
                i.id(),
                i.project(),
                i.instance(),
                ordinal,
                i.type(),
                i.operation(),
                i.lineage(),
                origin,
                i.requestedBy(),
                i.versions(),
                i.createdAt(),
                progress,
                i.revision());
    }

    private static Progress copy(Progress p, @Nullable Worker worker, @Nullable Instant wish, Instant updatedAt) {
        return new Progress(p.status(), p.startedAt(), worker, p.endedAt(), wish, updatedAt, p.message(), p.late());
    }

    /** A store that changes each invocation before it stores it. */
    private static Parts storing(UnaryOperator<Invocation> change) {
        return withStore(() -> new PlainRepository() {
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

    private static Parts withStore(Supplier<InvocationRepository> store) {
        return new Parts() {
            @Override
            InvocationRepository store(int finished) {
                return store.get();
            }
        };
    }
}
