package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reports what happened to invocations: each acceptance, each new state, each wish to cancel and each withdrawal once. The store writes the
 * entries in the same transaction as the changes that they report, so neither is there without the other. Thread-safe. Every method throws
 * {@link PortException} if the store is broken.
 */
public interface Journal {
    /**
     * Returns the history of one invocation.
     *
     * @param project its project
     * @param invocation the invocation; it may have been withdrawn
     * @return its entries that are still kept, the oldest first; empty if there are none
     */
    List<JournalEntry> timeline(ProjectId project, InvocationId invocation);

    /**
     * Reads on. Nothing is left out while others write: an entry whose transaction is open is not passed over, it comes with a later call.
     * The entries of one invocation come in their order; those of several in any order that repeats itself.
     *
     * @param project the project, or null for all
     * @param after where the reading before ended, see {@link Entries#next()}; null for the oldest entry that is kept
     * @param limit how many entries to return at most, 1 to 1,000
     * @return the entries, or a gap if some that follow the cursor are no longer kept
     * @throws IllegalArgumentException if the cursor is not one of this journal
     */
    Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit);

    /**
     * Forgets the oldest entries, in the order of reading, as far as they are older than a time. A host calls it from its scheduler until it
     * returns less than the limit. The age of an entry is judged by its {@link JournalEntry#at()}: the time by the clock of the node that
     * wrote it. So take the time from the clock that is passed to the builder. An entry that is dated ahead, because a clock was set back,
     * may be kept longer, and others behind it too.
     *
     * @param before forgets entries that are dated before this time
     * @param limit how many to forget at most, at least 1
     * @return how many were forgotten
     */
    int forget(Instant before, int limit);

    /**
     * A place between two entries. It stays true for as long as the journal exists.
     *
     * @param position the place, in a form of the journal's choice, 1 to 100 visible ASCII characters
     */
    record Cursor(String position) {
        /**
         * Checks the form.
         *
         * @throws IllegalArgumentException if the position is not of this form
         */
        public Cursor {
            if (position.isEmpty()
                    || position.length() > 100
                    || !position.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new IllegalArgumentException("a cursor must have 1 to 100 visible ASCII characters");
            }
        }
    }

    /** What {@link Journal#after} found. */
    sealed interface Reading permits Entries, Gap {}

    /**
     * The entries that follow.
     *
     * @param entries the entries; copied; empty if there are none yet
     * @param next where to read on
     */
    record Entries(List<JournalEntry> entries, Cursor next) implements Reading {
        /** Copies the entries. */
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * Some entries that follow the cursor are no longer kept. The reader must take stock anew, and then read on from here.
     *
     * @param next the place before the oldest entry that is kept
     */
    record Gap(Cursor next) implements Reading {}
}
