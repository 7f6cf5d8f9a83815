package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.application.port.out.Journal.Gap;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.Invocations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The journal in SQLite")
class JournalTableTest {
    private static TestStore store;

    private Journal journal;

    @BeforeAll
    static void open() {
        store = TestStore.open();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        journal = store.emptied().journal();
    }

    @Test
    @DisplayName("is read to its end in pages of any size, each entry once")
    void readsPages() {
        store.store().repository().insert(PROJECT, Tasks.batch("t", 10));
        accept("u", PROJECT);
        accept("v", OTHER_PROJECT);
        for (int limit : new int[] {1, 3, 11, 100}) {
            List<String> all = new ArrayList<>();
            Entries page = read(null, null, limit);
            while (!page.entries().isEmpty()) {
                all.addAll(ids(page));
                page = read(null, page.next(), limit);
            }
            List<String> expected = new ArrayList<>(IntStream.range(0, 10)
                    .mapToObj(i -> String.format("t-%05d", i))
                    .toList());
            expected.addAll(List.of("u", "v"));
            assertThat(all).as("in pages of %d", limit).containsExactlyElementsOf(expected);
        }
        assertThat(ids(read(OTHER_PROJECT, null, 100))).containsExactly("v");
    }

    @Test
    @DisplayName("answers a gap to a cursor before forgotten entries, and goes on after them")
    void answersAGap() {
        Cursor start = read(PROJECT, null, 10).next();
        accept("old", PROJECT);
        Cursor afterOld = read(PROJECT, start, 10).next();
        Invocation young = Invocations.invocation("young", "web-young")
                .createdAt(NOON.plus(Duration.ofDays(100)))
                .build();
        store.store().repository().insert(PROJECT, List.of(Tasks.first(young)));

        assertThat(journal.forget(NOON.plus(Duration.ofDays(50)), 10)).isEqualTo(1);

        assertThat(journal.after(PROJECT, start, 10)).isInstanceOf(Gap.class);
        assertThat(journal.after(null, start, 10)).isInstanceOf(Gap.class);
        Gap gap = (Gap) journal.after(PROJECT, start, 10);
        assertThat(ids(read(PROJECT, gap.next(), 10))).containsExactly("young");
        assertThat(ids(read(PROJECT, afterOld, 10))).as("a cursor after it").containsExactly("young");
        assertThat(ids(read(PROJECT, null, 10)))
                .as("from the oldest that is kept")
                .containsExactly("young");
        assertThat(journal.after(OTHER_PROJECT, start, 10))
                .as("another project")
                .isInstanceOf(Entries.class);
    }

    @Test
    @DisplayName("answers a gap even if nothing is left")
    void answersAGapIfNothingIsLeft() {
        Cursor start = read(PROJECT, null, 10).next();
        accept("old", PROJECT);
        assertThat(journal.forget(NOON.plusSeconds(1), 10)).isEqualTo(1);
        assertThat(journal.after(PROJECT, start, 10)).isInstanceOf(Gap.class);
        Cursor fresh = read(PROJECT, null, 10).next();
        assertThat(read(PROJECT, fresh, 10).entries()).isEmpty();
    }

    @Test
    @DisplayName("never uses a position again, even if the newest entries were forgotten")
    void usesNoPositionAgain() {
        accept("old", PROJECT);
        Cursor afterOld = read(PROJECT, null, 10).next();
        assertThat(journal.forget(NOON.plusSeconds(1), 10)).isEqualTo(1);
        accept("young", PROJECT);
        assertThat(ids(read(PROJECT, afterOld, 10))).containsExactly("young");
    }

    @Test
    @DisplayName("forgets in steps of the limit")
    void forgetsInSteps() {
        store.store().repository().insert(PROJECT, Tasks.batch("t", 10));
        assertThat(journal.forget(NOON.plusSeconds(1), 7)).isEqualTo(7);
        assertThat(journal.forget(NOON.plusSeconds(1), 7)).isEqualTo(3);
        assertThat(journal.forget(NOON.plusSeconds(1), 7)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1-", "-1", "1-2", "1;2", "9999999999999999999"})
    @DisplayName("refuses a cursor that is none of its own")
    void refusesForeignCursors(String position) {
        assertThatThrownBy(() -> journal.after(PROJECT, new Cursor(position), 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Entries read(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        return (Entries) journal.after(project, after, limit);
    }

    private static List<String> ids(Entries entries) {
        return entries.entries().stream()
                .map(JournalEntry::invocation)
                .map(Object::toString)
                .toList();
    }

    private static void accept(String id, ProjectId project) {
        Invocation invocation =
                Invocations.invocation(id, "web-" + id).project(project).build();
        store.store().repository().insert(project, List.of(new Insertion(invocation, null, null)));
    }
}
