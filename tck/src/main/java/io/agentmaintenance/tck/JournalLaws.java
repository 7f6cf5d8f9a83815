package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.Journal.Cursor;
import io.agentmaintenance.application.port.out.Journal.Entries;
import io.agentmaintenance.application.port.out.Journal.Reading;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the journal: an empty repository and its journal for each test. */
abstract class JournalLaws extends StoreLaws {
    // More than any test writes.
    private static final int ENDLESS = 50_000;

    final JournalContract contract;
    Journal journal;

    // Set before each test.
    @SuppressWarnings("NullAway.Init")
    JournalLaws(JournalContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openRepository() {
        repository = contract.emptyRepository();
        journal = contract.journal();
    }

    /** The entries that leading an invocation to a state must write, its acceptance first. */
    static List<JournalEntry> entriesOf(Invocation accepted, InvocationStatus status) {
        List<JournalEntry> entries = new ArrayList<>(List.of(JournalEntry.accepted(accepted)));
        Invocations.path(accepted, status).forEach(step -> entries.add(entryOf(step)));
        return entries;
    }

    static JournalEntry entryOf(InvocationChange change) {
        return JournalEntry.changed(change, ACTOR);
    }

    List<JournalEntry> timeline(Invocation invocation) {
        return journal.timeline(invocation.project(), invocation.id());
    }

    /** What follows the cursor, which must not be a gap. */
    Entries entries(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        Reading reading = journal.after(project, after, limit);
        assertThat(reading).as("what follows %s", after).isInstanceOf(Entries.class);
        Entries entries = (Entries) reading;
        assertThat(entries.entries()).as("entries of one reading").hasSizeLessThanOrEqualTo(limit);
        return entries;
    }

    /** All entries that are kept after a cursor, read in pages. */
    List<JournalEntry> all(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        List<JournalEntry> all = new ArrayList<>();
        Cursor cursor = after;
        Entries page;
        do {
            page = entries(project, cursor, limit);
            all.addAll(page.entries());
            cursor = page.next();
            assertThat(all).as("a walk over the journal").hasSizeLessThan(ENDLESS);
        } while (!page.entries().isEmpty());
        return all;
    }

    /** Accepts and cancels an INSTALL, which writes two entries. */
    List<JournalEntry> givenTwoEntries(String name) {
        Invocation task = given(Invocations.install("t-" + name, "web-" + name), InvocationStatus.CANCELED);
        return entriesOf(
                Invocations.install(task.id().value(), task.instanceId().value()), task.status());
    }
}
