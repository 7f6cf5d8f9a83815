package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.Progress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Stores that break one law each. */
final class StoreMutants {
    private StoreMutants() {}

    static Parts correct() {
        return over(PlainRepository::new);
    }

    static Parts twoActive() {
        return over(() -> new PlainRepository() {
            @Override
            boolean isFree(Insertion insertion, @Nullable Invocation latest) {
                return true;
            }
        });
    }

    static Parts lastWriteWins() {
        return over(() -> new PlainRepository() {
            @Override
            boolean isCurrent(@Nullable InvocationChange change) {
                return true;
            }
        });
    }

    static Parts halfAnUpdate() {
        return over(() -> new PlainRepository() {
            @Override
            @Nullable InvocationChange together(@Nullable InvocationChange alongside) {
                return null;
            }
        });
    }

    static Parts wholeSeconds() {
        return over(() -> new PlainRepository() {
            @Override
            Invocation kept(Invocation i) {
                Progress p = i.progress();
                Instant updated = p.updatedAt().truncatedTo(ChronoUnit.SECONDS);
                return with(i, new Progress(p.status(), p.startedAt(), p.endedAt(), updated, p.message(), p.late()));
            }
        });
    }

    static Parts forgetsOrigin() {
        return over(() -> new PlainRepository() {
            @Override
            Invocation kept(Invocation i) {
                return i.revision() == 1
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
                                i.versions(),
                                i.createdAt(),
                                i.progress(),
                                i.revision());
            }
        });
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
        return over(() -> new PlainRepository() {
            @Override
            Invocation kept(Invocation i) {
                return new Invocation(
                        i.id(),
                        i.project(),
                        i.instance(),
                        1,
                        i.type(),
                        i.operation(),
                        i.lineage(),
                        i.origin(),
                        i.versions(),
                        i.createdAt(),
                        i.progress(),
                        i.revision());
            }
        });
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
                repository.loseLatest();
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
                i.versions(),
                i.createdAt(),
                progress,
                i.revision());
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
