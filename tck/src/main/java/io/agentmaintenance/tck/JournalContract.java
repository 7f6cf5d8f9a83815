package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link Journal}, and of the repository that writes it. Extend it and implement how both are created:
 *
 * <pre>{@code
 * class JdbcJournalTest extends JournalContract {
 *     private JdbcStore store;
 *
 *     @Override
 *     protected InvocationRepository emptyRepository() {
 *         store = new JdbcStore(emptySchema());
 *         return store.repository();
 *     }
 *
 *     @Override
 *     protected Journal journal() {
 *         return store.journal();
 *     }
 * }
 * }</pre>
 */
@DisplayName("A journal:")
public abstract class JournalContract {
    /** For subclasses. */
    protected JournalContract() {}

    /**
     * {@return an empty repository with an empty journal that keeps at least 10,000 entries; called once per test}
     */
    protected abstract InvocationRepository emptyRepository();

    /** {@return the journal of the latest repository} */
    protected abstract Journal journal();

    /**
     * {@return an empty repository whose journal forgets the oldest entries by itself, or empty if yours never does}
     *
     * @param entries the number of entries that the journal keeps
     */
    protected Optional<InvocationRepository> emptyRepositoryWithJournalOf(int entries) {
        return Optional.empty();
    }

    @Nested
    @DisplayName("timeline")
    class Timeline extends TimelineLaws {
        Timeline() {
            super(JournalContract.this);
        }
    }

    @Nested
    @DisplayName("after")
    class After extends ReadingLaws {
        After() {
            super(JournalContract.this);
        }
    }

    @Nested
    @DisplayName("forget")
    class Forget extends JournalForgetLaws {
        Forget() {
            super(JournalContract.this);
        }
    }

    @Nested
    @DisplayName("A journal that forgets by itself")
    class Bound extends JournalBoundLaws {
        Bound() {
            super(JournalContract.this);
        }
    }
}
