package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.InvocationRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times on the way to SQLite and back: milliseconds since 1970. */
final class Times {
    /** Earlier than every time. */
    static final long BEGINNING = Long.MIN_VALUE;

    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

    private Times() {}

    static long millis(Instant time) {
        if (time.isAfter(InvocationRepository.END_OF_TIME)) {
            return InvocationRepository.END_OF_TIME.toEpochMilli();
        }
        return time.isBefore(FIRST_YEAR) ? BEGINNING : time.toEpochMilli();
    }

    static @Nullable Long millisOrNull(@Nullable Instant time) {
        return time == null ? null : millis(time);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
