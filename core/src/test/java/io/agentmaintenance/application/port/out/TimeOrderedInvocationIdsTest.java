package io.agentmaintenance.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InvocationId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ids in time order")
class TimeOrderedInvocationIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    @DisplayName("are UUIDs of version 7 in lower case that begin with the time")
    void areUuidsOfVersionSevenThatBeginWithTheTime() {
        for (InvocationId id :
                InvocationIds.timeOrdered(CLOCK, new SecureRandom()).next(100)) {
            UUID uuid = UUID.fromString(id.value());
            assertThat(uuid).hasToString(id.value());
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
        }
    }

    @Test
    @DisplayName("draw from the random source once for a batch, and use every bit that a UUID leaves free")
    void drawOnceForABatchAndUseAllFreeBits() {
        FixedBits ones = new FixedBits((byte) 0xFF);
        FixedBits zeros = new FixedBits((byte) 0);

        List<InvocationId> full = InvocationIds.timeOrdered(CLOCK, ones).next(100);
        List<InvocationId> empty = InvocationIds.timeOrdered(CLOCK, zeros).next(100);

        assertThat(ones.draws).isEqualTo(1);
        assertThat(full).allSatisfy(id -> assertThat(id.value()).endsWith("-7fff-bfff-ffffffffffff"));
        assertThat(empty).allSatisfy(id -> assertThat(id.value()).endsWith("-7000-8000-000000000000"));
    }

    private static final class FixedBits extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte value;
        private int draws;

        private FixedBits(byte value) {
            this.value = value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            draws++;
            Arrays.fill(bytes, value);
        }
    }
}
