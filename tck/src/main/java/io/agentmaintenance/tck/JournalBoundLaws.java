package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.application.port.out.Journal.Gap;
import io.agentmaintenance.application.port.out.Journal.Reading;
import io.agentmaintenance.domain.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of a journal that forgets the oldest entries by itself. */
abstract class JournalBoundLaws extends JournalLaws {
    private static final int KEPT = 10;

    private int tasks;

    JournalBoundLaws(JournalContract contract) {
        super(contract);
    }

    @Override
    @BeforeEach
    void openRepository() {
        Optional<InvocationRepository> bounded = contract.emptyRepositoryWithJournalOf(KEPT);
        Assumptions.assumeTrue(bounded.isPresent(), "the journal forgets nothing by itself");
        repository = bounded.get();
        journal = contract.journal();
    }

    @Test
    @DisplayName("keeps the newest entries, and has no gap as long as it has forgotten nothing")
    void keepsTheNewest() {
        Cursor start = entries(null, null, 1).next();
        List<JournalEntry> written = write(KEPT / 2);
        assertThat(all(null, start, 3)).isEqualTo(written);

        written.addAll(write(KEPT));

        List<JournalEntry> kept = all(null, null, 3);
        assertThat(kept)
                .hasSizeBetween(KEPT, 3 * KEPT - 1)
                .isEqualTo(written.subList(written.size() - kept.size(), written.size()));
    }

    @Test
    @DisplayName("has a gap for a reader that is behind, who reads on with the oldest that is kept")
    void hasAGap() {
        write(1);
        Cursor behind = entries(null, null, 1).next();
        write(2 * KEPT);

        Reading reading = journal.after(null, behind, 100);

        assertThat(reading).isInstanceOf(Gap.class);
        assertThat(all(null, ((Gap) reading).next(), 100)).isEqualTo(all(null, null, 100));
    }

    @Test
    @DisplayName("either shows a reader every entry or a gap, while another thread writes")
    void losesNothingWithoutAGap() {
        AtomicBoolean writing = new AtomicBoolean(true);

        List<List<Integer>> results = Race.of(2, thread -> {
            if (thread == 0) {
                try {
                    write(20 * KEPT);
                } finally {
                    writing.set(false);
                }
                return List.of();
            }
            return jumps(writing);
        });

        assertThat(results.get(1)).as("entries left out without a gap").isEmpty();
    }

    /** Reads on, and returns how many entries were left out where there was no gap. */
    private List<Integer> jumps(AtomicBoolean writing) {
        List<Integer> jumps = new ArrayList<>();
        Cursor cursor = null;
        int last = -1;
        boolean more;
        do {
            more = writing.get();
            Reading reading = journal.after(null, cursor, 3);
            if (reading instanceof Gap gap) {
                cursor = gap.next();
                last = -1;
                more = true;
            } else if (reading instanceof Entries entries) {
                cursor = entries.next();
                for (JournalEntry entry : entries.entries()) {
                    int number = number(entry);
                    if (last >= 0 && number != last + 1) {
                        jumps.add(number - last - 1);
                    }
                    last = number;
                    more = true;
                }
            }
        } while (more);
        return jumps;
    }

    /** The place of an entry among all that {@link #write} has written in one call. */
    private static int number(JournalEntry entry) {
        int task = Integer.parseInt(entry.invocation().value().substring("t-".length()));
        return 2 * task + entry.revision() - 1;
    }

    /** Writes two entries for each task. */
    private List<JournalEntry> write(int count) {
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            written.addAll(givenTwoEntries(Integer.toString(tasks++)));
        }
        return written;
    }
}
