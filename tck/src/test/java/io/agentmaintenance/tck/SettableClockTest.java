package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A settable clock")
class SettableClockTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private final SettableClock clock = SettableClock.at(START);

    @Test
    @DisplayName("stands still until it is moved, forwards, backwards, or to a time")
    void standsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());

        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
        clock.advance(Duration.ofSeconds(-10));
        assertThat(clock.millis()).isEqualTo(START.minusSeconds(5).toEpochMilli());
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    @DisplayName("is moved together with its copies in other zones")
    void isMovedTogetherWithItsCopies() {
        SettableClock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.advance(Duration.ofDays(1));

        assertThat(tokyo.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }
}
