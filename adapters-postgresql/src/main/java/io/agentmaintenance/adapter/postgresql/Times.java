package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.InvocationRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times on the way to PostgreSQL and back, to the millisecond. The time zone of the session plays no part. */
final class Times {
    /** Earlier than every time. */
    static final String BEGINNING = "-infinity";

    private static final Instant FIRST_YEAR = Instant.parse("0001-01-01T00:00:00Z");

    private Times() {}

    static String text(Instant time) {
        if (time.isAfter(InvocationRepository.END_OF_TIME)) {
            return InvocationRepository.END_OF_TIME.toString();
        }
        return time.isBefore(FIRST_YEAR)
                ? BEGINNING
                : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static @Nullable String textOrNull(@Nullable Instant time) {
        return time == null ? null : text(time);
    }

    static Instant read(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant readOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
