package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.install;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Gap;
import io.agentmaintenance.application.port.out.Journal.Reading;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code forget}. */
abstract class JournalForgetLaws extends JournalLaws {
    private static final Instant EVERYTHING = InvocationRepository.END_OF_TIME;
    private static final Instant NOTHING = Instant.parse("2000-01-01T00:00:00Z");

    JournalForgetLaws(JournalContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("forgets the oldest entries up to the limit, returns how many, and begins with the rest")
    void forgetsTheOldest() {
        List<JournalEntry> entries = givenTenEntries();

        for (int left : new int[] {6, 2, 0, 0}) {
            int expected = Math.min(4, all(null, null, 100).size());
            assertThat(journal.forget(EVERYTHING, 4)).isEqualTo(expected);
            assertThat(all(null, null, 100)).isEqualTo(entries.subList(10 - left, 10));
        }
    }

    @Test
    @DisplayName("keeps entries that are not older than the time")
    void keepsTheYounger() {
        List<JournalEntry> entries = givenTenEntries();

        assertThat(journal.forget(NOTHING, 100)).isZero();

        assertThat(all(null, null, 100)).isEqualTo(entries);
    }

    @Test
    @DisplayName("judges an entry by its date, to the millisecond")
    void judgesByTheDate() {
        List<JournalEntry> entries = givenTwoEntries("1");
        JournalEntry first = entries.get(0);
        JournalEntry second = entries.get(1);

        assertThat(journal.forget(first.at(), 100)).isZero();
        assertThat(journal.forget(first.at().plusMillis(1), 100)).isEqualTo(1);
        assertThat(all(null, null, 100)).containsExactly(second);
        assertThat(journal.forget(second.at(), 100)).isZero();
        assertThat(journal.forget(second.at().plusMillis(1), 100)).isEqualTo(1);
    }

    @Test
    @DisplayName("leaves a gap for a reader that is behind, who reads on with the oldest that is kept")
    void leavesAGap() {
        List<JournalEntry> entries = givenTenEntries();
        Cursor start = entries(null, null, 1).next();
        Cursor behind = entries(null, start, 3).next();
        assertThat(journal.forget(EVERYTHING, 5)).isEqualTo(5);

        for (Cursor lost : List.of(start, behind)) {
            Reading reading = journal.after(null, lost, 100);
            assertThat(reading).isInstanceOf(Gap.class);
            assertThat(all(null, ((Gap) reading).next(), 100)).isEqualTo(entries.subList(5, 10));
        }
    }

    @Test
    @DisplayName("leaves a gap also where nothing at all is kept, and then reads what is written next")
    void leavesAGapBeforeNothing() {
        givenTenEntries();
        Cursor behind = entries(null, null, 9).next();
        Cursor end = entries(null, null, 10).next();
        assertThat(journal.forget(EVERYTHING, 100)).isEqualTo(10);

        Reading reading = journal.after(null, behind, 100);
        assertThat(reading).isInstanceOf(Gap.class);
        assertThat(entries(null, end, 100).entries()).isEmpty();
        List<JournalEntry> more = givenTwoEntries("more");

        assertThat(all(null, ((Gap) reading).next(), 100)).isEqualTo(more);
        assertThat(all(null, end, 100)).isEqualTo(more);
        assertThat(journal.after(null, behind, 100)).isInstanceOf(Gap.class);
    }

    @Test
    @DisplayName("leaves no gap for a reader that has read what was forgotten, nor for one that begins")
    void leavesNoGapForOthers() {
        List<JournalEntry> entries = givenTenEntries();
        Cursor exactly = entries(null, null, 5).next();
        Cursor ahead = entries(null, null, 7).next();
        assertThat(journal.forget(EVERYTHING, 5)).isEqualTo(5);

        assertThat(all(null, exactly, 100)).isEqualTo(entries.subList(5, 10));
        assertThat(all(null, ahead, 100)).isEqualTo(entries.subList(7, 10));
        assertThat(all(null, null, 100)).isEqualTo(entries.subList(5, 10));
    }

    @Test
    @DisplayName("leaves the forgotten out of the timelines, and does not touch the tasks")
    void leavesTheTimelines() {
        Invocation task = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        List<JournalEntry> timeline = timeline(task);

        assertThat(journal.forget(EVERYTHING, 2)).isEqualTo(2);

        assertThat(timeline(task)).isEqualTo(timeline.subList(2, 3));
        assertStored(task);
    }

    @Test
    @DisplayName("is not caused by forgetting the tasks: their timelines stay")
    void outlivesTheTasks() {
        Invocation task = given(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
        List<JournalEntry> timeline = timeline(task);

        assertThat(repository.forget(MUCH_LATER, 100)).isEqualTo(1);

        assertThat(timeline(task)).hasSize(3).isEqualTo(timeline);
        assertThat(all(null, null, 100)).isEqualTo(timeline);
    }

    private List<JournalEntry> givenTenEntries() {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.addAll(givenTwoEntries("old-" + i));
        }
        return entries;
    }
}
