package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationRepository;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The contract for the repository that a test of the kit sets. Only the launcher runs it, so its name does not end with Test. */
class RepositoryOnTrial extends InvocationRepositoryContract {
    /** The subject of the next run. */
    static volatile Trial trial = Trial.of(PlainRepository::new);

    private StoreBehind made = new StoreBehind(new PlainRepository());

    /** A repository without a bound, one with, and how the store behind them behaves. */
    interface Trial {
        InvocationRepository unbounded();

        default InvocationRepository keeping(int finished) {
            return new BoundedRepository(finished);
        }

        default StoreBehind behind(InvocationRepository repository) {
            return new StoreBehind(repository);
        }

        static Trial of(Supplier<InvocationRepository> unbounded) {
            return unbounded::get;
        }

        static Trial ofBounded(IntFunction<InvocationRepository> bounded) {
            return new Trial() {
                @Override
                public InvocationRepository unbounded() {
                    return new PlainRepository();
                }

                @Override
                public InvocationRepository keeping(int finished) {
                    return bounded.apply(finished);
                }
            };
        }

        static Trial ofStore(Function<InvocationRepository, StoreBehind> store) {
            return new Trial() {
                @Override
                public InvocationRepository unbounded() {
                    return new PlainRepository();
                }

                @Override
                public StoreBehind behind(InvocationRepository repository) {
                    return store.apply(repository);
                }
            };
        }
    }

    @Override
    protected InvocationRepository emptyRepository() {
        made = trial.behind(trial.unbounded());
        return made;
    }

    @Override
    protected Optional<InvocationRepository> emptyRepositoryKeeping(int finished) {
        made = trial.behind(trial.keeping(finished));
        return Optional.of(made);
    }

    @Override
    protected Optional<Runnable> breakStore() {
        made.broken(true);
        return Optional.of(() -> made.broken(false));
    }

    @Override
    protected OptionalLong roundTrips() {
        return OptionalLong.of(made.roundTrips());
    }
}
