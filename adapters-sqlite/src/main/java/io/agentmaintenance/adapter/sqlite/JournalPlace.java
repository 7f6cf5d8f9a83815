package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Journal;
import java.util.regex.Pattern;

/**
 * A place in the journal: after an entry.
 *
 * @param position the position of the entry
 */
record JournalPlace(long position) {
    /** The place before all entries. */
    static final JournalPlace BEGINNING = new JournalPlace(0);

    private static final Pattern FORM = Pattern.compile("[0-9]{1,18}");

    static JournalPlace of(Journal.Cursor cursor) {
        if (!FORM.matcher(cursor.position()).matches()) {
            throw new IllegalArgumentException("this is no cursor of the journal");
        }
        return new JournalPlace(Long.parseLong(cursor.position()));
    }

    Journal.Cursor cursor() {
        return new Journal.Cursor(Long.toString(position));
    }

    boolean isBefore(JournalPlace other) {
        return position < other.position;
    }
}
