package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.invocation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code after}. */
abstract class ReadingLaws extends JournalLaws {
    private static final int WRITERS = 8;
    private static final int TASKS = 40;

    ReadingLaws(JournalContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns no entries of an empty journal, and a place from which later ones are read")
    void beginsWithAnEmptyJournal() {
        Entries none = entries(null, null, 10);
        assertThat(none.entries()).isEmpty();

        List<JournalEntry> two = givenTwoEntries("1");

        assertThat(entries(null, none.next(), 10).entries()).isEqualTo(two);
        assertThat(entries(PROJECT, none.next(), 10).entries()).isEqualTo(two);
    }

    @Test
    @DisplayName("returns each entry once over pages of any size, and reads on when more is written")
    void readsOn() {
        List<JournalEntry> expected = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            expected.addAll(givenTwoEntries("old-" + i));
        }
        for (int limit : new int[] {1, 7, 19, 20, 21, 1000}) {
            assertThat(all(null, null, limit)).as("pages of %d", limit).isEqualTo(expected);
        }
        Entries first = entries(null, null, 1000);
        assertThat(entries(null, first.next(), 1000).entries()).isEmpty();

        List<JournalEntry> more = givenTwoEntries("new");

        assertThat(entries(null, first.next(), 1000).entries()).isEqualTo(more);
    }

    @Test
    @DisplayName("fills every page but the last, also with the entries of one project among many of another")
    void fillsEveryPage() {
        List<JournalEntry> there = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Invocation other = given(
                    invocation("t-" + i, "web-" + i).project(OTHER_PROJECT).build());
            there.add(JournalEntry.accepted(other));
            if (i % 20 == 0) {
                given(install("t-" + i, "web-" + i));
            }
        }

        assertThat(entries(PROJECT, null, 2).entries()).hasSize(2);
        assertThat(all(PROJECT, null, 2))
                .hasSize(3)
                .allMatch(entry -> entry.project().equals(PROJECT));
        assertThat(entries(OTHER_PROJECT, null, 50).entries()).isEqualTo(there.subList(0, 50));
        assertThat(all(OTHER_PROJECT, null, 7)).isEqualTo(there);
        assertThat(all(null, null, 7)).hasSize(63).containsAll(there);
    }

    @Test
    @DisplayName("reads the same entries again from the same place")
    void repeatsItself() {
        for (int i = 0; i < 10; i++) {
            givenTwoEntries("old-" + i);
        }
        Cursor place = entries(null, null, 5).next();
        List<JournalEntry> read = entries(null, place, 10).entries();

        for (int i = 0; i < 10; i++) {
            givenTwoEntries("new-" + i);
        }

        assertThat(entries(null, new Cursor(place.position()), 10).entries())
                .isEqualTo(read)
                .hasSize(10);
    }

    @Test
    @DisplayName("keeps the order of each task, also of those whose clock was set back")
    void keepsTheOrderOfEachTask() {
        for (int i = 0; i < 5; i++) {
            Invocation task = given(install("t-" + i, "web-" + i));
            Invocation running = given(task.start(task.createdAt().minusSeconds(60L * i), Invocations.WORKER));
            given(running.succeed(task.createdAt().minusSeconds(120L * i)));
        }

        assertRevisionsRise(all(null, null, 4));
    }

    @Test
    @DisplayName("loses nothing and repeats nothing while 8 threads write and a reader reads on")
    void losesNothingUnderConcurrentWriters() {
        AtomicInteger writing = new AtomicInteger(WRITERS);

        List<List<JournalEntry>> results = Race.of(WRITERS + 2, thread -> {
            if (thread < WRITERS) {
                try {
                    return write(thread);
                } finally {
                    writing.decrementAndGet();
                }
            }
            return thread == WRITERS ? read(null, writing) : read(PROJECT, writing);
        });

        List<JournalEntry> written =
                results.subList(0, WRITERS).stream().flatMap(List::stream).toList();
        for (List<JournalEntry> read : results.subList(WRITERS, WRITERS + 2)) {
            assertThat(read).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written);
            assertRevisionsRise(read);
        }
        assertThat(all(null, null, 1000)).as("a second walk").containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    @DisplayName("throws IllegalArgumentException for a cursor of another journal")
    void rejectsAForeignCursor() {
        givenTwoEntries("1");
        for (String foreign : List.of("nonsense", "-", "%", "~".repeat(100))) {
            assertThatIllegalArgumentException()
                    .as("cursor %s", foreign)
                    .isThrownBy(() -> journal.after(null, new Cursor(foreign), 10));
        }
    }

    /** Writes in batches and alone, so that transactions take their time. Returns the entries. */
    private List<JournalEntry> write(int thread) {
        List<JournalEntry> written = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            List<Invocation> batch = Invocations.installs("t-" + thread + "-" + i, 1 + i % 5);
            givenAll(batch);
            for (Invocation task : batch) {
                InvocationStatus end = i % 2 == 0 ? InvocationStatus.SUCCEEDED : InvocationStatus.CANCELED;
                Invocations.path(task, end).forEach(this::given);
                written.addAll(entriesOf(task, end));
            }
        }
        return written;
    }

    private List<JournalEntry> read(@Nullable ProjectId project, AtomicInteger writing) {
        List<JournalEntry> read = new ArrayList<>();
        Cursor cursor = null;
        boolean more;
        do {
            // What was written before this reading must be in it, or in a later one.
            more = writing.get() > 0;
            Entries page = entries(project, cursor, 50);
            read.addAll(page.entries());
            cursor = page.next();
            more |= !page.entries().isEmpty();
        } while (more);
        return read;
    }

    private static void assertRevisionsRise(List<JournalEntry> entries) {
        Map<InvocationId, List<Integer>> revisions = entries.stream()
                .collect(Collectors.groupingBy(
                        JournalEntry::invocation, Collectors.mapping(JournalEntry::revision, Collectors.toList())));
        revisions.forEach((id, ofTask) ->
                assertThat(ofTask).as("revisions of %s", id).isSorted().doesNotHaveDuplicates());
    }
}
