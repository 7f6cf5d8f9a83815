package io.agentmaintenance.adapter.postgresql;

import static io.agentmaintenance.tck.Invocations.NOON;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.application.port.out.Journal.Gap;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.Invocations;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

@DisplayName("The journal in PostgreSQL")
class JournalTableTest {
    private static TestStore store;

    private Journal journal;

    @BeforeAll
    static void open() {
        store = TestStore.withAutoCommit(true);
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
    @DisplayName("passes over no entry of a transaction that commits after a later one")
    void waitsForOpenTransactions() throws SQLException {
        accept("before", PROJECT);
        try (Connection slow = TestServer.plain().getConnection();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            // Another node in the middle of its commit: it has taken its position already.
            statement.execute(
                    "insert into " + store.schema() + ".step (project_id, invocation_id, instance_id, event, status,"
                            + " revision, at, actor_kind, actor, message, late) select project_id, 'slow', instance_id, event, status,"
                            + " revision, at, actor_kind, actor, message, late from " + store.schema() + ".step");
            accept("fast", PROJECT);

            Entries first = read(PROJECT, null, 10);
            assertThat(ids(first)).containsExactly("before");
            slow.commit();
            assertThat(ids(read(PROJECT, first.next(), 10))).containsExactly("slow", "fast");
            assertThat(ids(read(null, first.next(), 10))).containsExactly("slow", "fast");
        }
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
    @DisplayName(
            "answers a gap to a cursor of another server, from which the schema was restored, and goes on with all that is kept")
    void answersAGapAfterARestore() {
        accept("old", PROJECT);
        assertThat(journal.forget(InvocationRepository.END_OF_TIME, 10)).isEqualTo(1);
        accept("kept", PROJECT);
        String ours = read(PROJECT, null, 10).next().position();
        String elsewhere = "1" + ours.substring(ours.indexOf('-'));
        String lost = ours.replaceFirst("-.*", "-9000000000000000000-1");

        for (String position : List.of(elsewhere, lost)) {
            for (ProjectId project : Arrays.asList(PROJECT, null)) {
                Journal.Reading reading = journal.after(project, new Cursor(position), 10);
                assertThat(reading).as("after %s", position).isInstanceOf(Gap.class);
                assertThat(ids(read(project, ((Gap) reading).next(), 10))).containsExactly("kept");
            }
            assertThat(journal.after(OTHER_PROJECT, new Cursor(position), 10))
                    .as("of a project without entries")
                    .isInstanceOf(Gap.class);
        }
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
    @ValueSource(strings = {"x", "1", "1-", "-1", "1-2", "1-2-3-4", "1;2;3", "1-99999999999999999999-1"})
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
