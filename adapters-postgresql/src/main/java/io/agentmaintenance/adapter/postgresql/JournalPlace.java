package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in the journal: after an entry. Transactions are numbered by the server, so a place means something only to the server (a cluster,
 * in the words of PostgreSQL) that has made it.
 *
 * @param server the system identifier of the server
 * @param transaction the transaction of the entry, a number of up to 64 bits
 * @param position its position
 */
record JournalPlace(long server, String transaction, long position) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,19})-([0-9]{1,19})-([0-9]{1,18})");

    /** {@return the place before all entries} */
    static JournalPlace beginning(long server) {
        return new JournalPlace(server, "0", 0);
    }

    static JournalPlace of(Journal.Cursor cursor) {
        Matcher matcher = FORM.matcher(cursor.position());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("this is no cursor of the journal");
        }
        return new JournalPlace(
                Long.parseUnsignedLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3)));
    }

    static @Nullable JournalPlace read(long server, ResultSet row, String transaction, String position)
            throws SQLException {
        String number = row.getString(transaction);
        return number == null ? null : new JournalPlace(server, number, row.getLong(position));
    }

    Journal.Cursor cursor() {
        return new Journal.Cursor(Long.toUnsignedString(server) + "-" + transaction + "-" + position);
    }

    /** {@return whether it comes before another place of the same server} */
    boolean isBefore(JournalPlace other) {
        int order = compare(transaction, other.transaction);
        return order < 0 || (order == 0 && position < other.position);
    }

    /** {@return whether its transaction has begun before this one, which is the next to begin} */
    boolean hasBegunBefore(String next) {
        return compare(transaction, next) < 0;
    }

    private static int compare(String transaction, String other) {
        return Long.compareUnsigned(Long.parseUnsignedLong(transaction), Long.parseUnsignedLong(other));
    }
}
