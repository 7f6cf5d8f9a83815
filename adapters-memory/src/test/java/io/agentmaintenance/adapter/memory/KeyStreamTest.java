package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A key stream")
class KeyStreamTest {
    // AES-256 of a block of zeros under a key of zeros, as published with the standard's test values.
    private static final String FIRST_BLOCK = "dc95c078a2408989ad48a21492842087";

    @Test
    @DisplayName("begins with the block that the standard's test values tell")
    void firstBlock() {
        assertThat(HexFormat.of().formatHex(next(KeyStream.of(new byte[32]), 16)))
                .isEqualTo(FIRST_BLOCK);
    }

    @Test
    @DisplayName("goes on where it was left, whatever the array held before")
    void goesOn() {
        KeyStream inParts = KeyStream.of(new byte[32]);
        byte[] first = next(inParts, 24);
        byte[] second = new byte[40];
        Arrays.fill(second, (byte) 7);
        inParts.fill(second);

        byte[] atOnce = next(KeyStream.of(new byte[32]), 64);
        assertThat(first).isEqualTo(Arrays.copyOfRange(atOnce, 0, 24));
        assertThat(second).isEqualTo(Arrays.copyOfRange(atOnce, 24, 64));
    }

    @Test
    @DisplayName("has a key of its own")
    void ownKey() {
        assertThat(next(KeyStream.ofRandomKey(), 64)).isNotEqualTo(next(KeyStream.ofRandomKey(), 64));
    }

    private static byte[] next(KeyStream stream, int count) {
        byte[] bytes = new byte[count];
        stream.fill(bytes);
        return bytes;
    }
}
