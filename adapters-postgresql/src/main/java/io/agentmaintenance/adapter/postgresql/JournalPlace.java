package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the journal: after an entry.
 *
 * @param transaction the transaction of the entry, a number of up to 64 bits
 * @param position its position
 */
record JournalPlace(String transaction, long position) {
    /** The place before all entries. */
    static final JournalPlace BEGINNING = new JournalPlace("0", 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})-([0-9]{1,18})");

    static JournalPlace of(Journal.Cursor cursor) {
        Matcher matcher = FORM.matcher(cursor.position());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this is no cursor of the journal");
        }
        return new JournalPlace(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    static @Nullable JournalPlace read(ResultSet row, String transaction, String position) throws SQLException {
        String number = row.getString(transaction);
        return number == null ? null : new JournalPlace(number, row.getLong(position));
    }

    Journal.Cursor cursor() {
        return new Journal.Cursor(transaction + "-" + position);
    }

    boolean isBefore(JournalPlace other) {
        int order =
                Long.compareUnsigned(Long.parseUnsignedLong(transaction), Long.parseUnsignedLong(other.transaction));
        return order < 0 || (order == 0 && position < other.position);
    }
}
