package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.OTHER;
import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static io.agentmaintenance.adapter.memory.Tasks.START;
import static io.agentmaintenance.adapter.memory.Tasks.install;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.application.port.out.Journal.Gap;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Only what is special to the journal in memory: its bound, and cursors of an earlier process. */
@DisplayName("The in-memory journal that keeps four entries")
class InMemoryJournalTest {
    private final InMemoryJournal journal = new InMemoryJournal(4);
    private final Invocation first = install("t1", "i1");

    private void accept(Invocation... tasks) {
        for (Invocation task : tasks) {
            journal.write(List.of(JournalEntry.accepted(task)));
        }
    }

    private Entries read(ProjectId project, Cursor after, int limit) {
        return (Entries) journal.after(project, after, limit);
    }

    private static List<String> ids(List<JournalEntry> entries) {
        return entries.stream().map(entry -> entry.invocation().value()).toList();
    }

    @Test
    @DisplayName("forgets the oldest entry for a fifth one")
    void keepsTheNewest() {
        accept(first, install("t2", "i2"), install("t3", "i3"), install("t4", "i4"), install("t5", "i5"));

        assertThat(ids(read(null, null, 10).entries())).containsExactly("t2", "t3", "t4", "t5");
        assertThat(journal.timeline(PROJECT, first.id())).isEmpty();
    }

    @Test
    @DisplayName("answers a gap for a cursor before the oldest entry, and then all that it keeps")
    void answersAGap() {
        accept(first);
        Cursor early = read(null, null, 1).next();
        accept(install("t2", "i2"), install("t3", "i3"), install("t4", "i4"), install("t5", "i5"));
        assertThat(ids(read(null, early, 10).entries()))
                .as("nothing is missing yet")
                .hasSize(4);
        accept(install("t6", "i6"));

        assertThat(journal.after(null, early, 10))
                .isInstanceOfSatisfying(
                        Gap.class,
                        gap -> assertThat(ids(read(null, gap.next(), 10).entries()))
                                .containsExactly("t3", "t4", "t5", "t6"));
    }

    @Test
    @DisplayName("keeps of a timeline only what the ring keeps, and of a forgotten one nothing")
    void shrinksTimelines() {
        journal.write(List.of(JournalEntry.accepted(first)));
        journal.write(List.of(JournalEntry.changed(first.start(START), Tasks.WORKER)));
        accept(install("t2", "i2"), install("t3", "i3"), install("t4", "i4"));
        assertThat(journal.timeline(PROJECT, first.id()))
                .containsExactly(JournalEntry.changed(first.start(START), Tasks.WORKER));

        accept(install("t5", "i5"));
        assertThat(journal.timeline(PROJECT, first.id())).isEmpty();
        assertThat(journal.timelines).hasSize(4);
    }

    @Test
    @DisplayName("passes entries of other projects over, once")
    void passesOtherProjectsOver() {
        Invocation elsewhere = Tasks.in(OTHER, "t1", "i1", InvocationType.INSTALL, InstanceType.ECS, START);
        accept(first, elsewhere, elsewhere);

        Entries own = read(PROJECT, null, 10);
        assertThat(own.entries()).containsExactly(JournalEntry.accepted(first));
        assertThat(own.next()).isEqualTo(read(null, null, 10).next());
        assertThat(journal.timeline(OTHER, first.id())).hasSize(2);
    }

    @Test
    @DisplayName("forgets older entries on request, and answers a gap for a cursor before them")
    void forgetsOnRequest() {
        Cursor begin = read(null, null, 1).next();
        accept(
                first,
                install("t2", "i2"),
                Tasks.task("t3", "i3", InvocationType.INSTALL, InstanceType.ECS, START.plusMillis(1)));

        assertThat(journal.forget(START.plusMillis(1), 1)).isEqualTo(1);
        assertThat(journal.forget(START.plusMillis(1), 10)).isEqualTo(1);
        assertThat(journal.forget(START.plusMillis(1), 10)).isZero();

        assertThat(journal.after(null, begin, 10)).isInstanceOf(Gap.class);
        assertThat(ids(read(null, null, 10).entries())).containsExactly("t3");
    }

    @Test
    @DisplayName("rejects cursors of another journal, as an earlier process had it, and texts that are no cursor")
    void rejectsOtherCursors() {
        accept(first);
        InMemoryJournal restarted = new InMemoryJournal(4);
        Cursor cursor = read(null, null, 1).next();

        List<Cursor> wrong = new ArrayList<>(List.of(new Cursor("1"), new Cursor("-")));
        wrong.add(new Cursor(cursor.position().replaceFirst("\\d+$", "2")));
        wrong.add(new Cursor(cursor.position().replaceFirst("\\d+$", "x")));
        for (Cursor other : wrong) {
            assertThatIllegalArgumentException().isThrownBy(() -> journal.after(null, other, 1));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> restarted.after(null, cursor, 1));
    }

    @Test
    @DisplayName("belongs to the store that writes it, with the bound that the store was given")
    void belongsToItsStore() {
        InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(10, 1);
        store.insert(
                PROJECT, List.of(new Insertion(first, null, null), new Insertion(install("t2", "i2"), null, null)));

        assertThat(((Entries) store.journal().after(null, null, 10)).entries())
                .containsExactly(JournalEntry.accepted(install("t2", "i2")));
        assertThatIllegalArgumentException().isThrownBy(() -> InMemoryInvocationRepository.keeping(1, 0));
    }
}
