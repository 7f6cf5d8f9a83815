package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationRepository;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link InvocationRepository}. Extend it and implement how an empty repository is created:
 *
 * <pre>{@code
 * class JdbcInvocationRepositoryTest extends InvocationRepositoryContract {
 *     @Override
 *     protected InvocationRepository emptyRepository() {
 *         return new JdbcInvocationRepository(emptySchema());
 *     }
 * }
 * }</pre>
 *
 * <p>The other methods are for optional abilities. Override those that apply; the tests of the others are reported as skipped.
 * A test never uses more than one repository at a time.
 */
@DisplayName("An invocation repository:")
public abstract class InvocationRepositoryContract {
    /** For subclasses. */
    protected InvocationRepositoryContract() {}

    /**
     * {@return an empty repository that keeps at least 10,000 invocations and can be used by 64 threads; called once per test}
     */
    protected abstract InvocationRepository emptyRepository();

    /**
     * {@return an empty repository with a bounded history, or empty if yours has no bound}
     *
     * @param finished the number of finished invocations that it keeps, per project or in all
     */
    protected Optional<InvocationRepository> emptyRepositoryKeeping(int finished) {
        return Optional.empty();
    }

    /**
     * Breaks the store of the latest repository, as if its database did not answer.
     *
     * @return the action that repairs it, or empty if yours cannot break
     */
    protected Optional<Runnable> breakStore() {
        return Optional.empty();
    }

    /**
     * {@return the number of round trips of the latest repository to its store so far, or empty if yours makes none}
     */
    protected OptionalLong roundTrips() {
        return OptionalLong.empty();
    }

    @Nested
    @DisplayName("insert")
    class Insert extends InsertLaws {
        Insert() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("An insert that is repeated")
    class Repeat extends RepeatLaws {
        Repeat() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("insert with the link of a RETRY")
    class Link extends LinkLaws {
        Link() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("withdraw")
    class Withdraw extends WithdrawLaws {
        Withdraw() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("update")
    class Update extends UpdateLaws {
        Update() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("update of two in one step")
    class Alongside extends AlongsideLaws {
        Alongside() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("findAll")
    class FindAll extends FindAllLaws {
        FindAll() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("Every field is read as it was stored:")
    class RoundTrip extends RoundTripLaws {
        RoundTrip() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("histories")
    class Histories extends HistoryLaws {
        Histories() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("find")
    class Find extends FindLaws {
        Find() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("counts")
    class Counts extends CountLaws {
        Counts() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("overdue")
    class Overdue extends OverdueLaws {
        Overdue() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("pending")
    class Pending extends PendingLaws {
        Pending() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("oldestPending")
    class OldestPending extends OldestPendingLaws {
        OldestPending() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("running")
    class Running extends RunningLaws {
        Running() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("forget")
    class Forget extends ForgetLaws {
        Forget() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("Projects")
    class Projects extends ProjectLaws {
        Projects() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("The core over the repository")
    class Core extends CoreLaws {
        Core() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("A bounded history")
    class Bound extends BoundLaws {
        Bound() {
            super(InvocationRepositoryContract.this);
        }
    }

    @Nested
    @DisplayName("Failures and their costs:")
    class Trouble extends TroubleLaws {
        Trouble() {
            super(InvocationRepositoryContract.this);
        }
    }
}
