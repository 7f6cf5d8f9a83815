package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The bytes of a body")
class Utf8Test {
    @Test
    @DisplayName("are refused if one of them belongs to no character, at any position")
    void findsAStrayByteAnywhere() {
        for (int length = 1; length <= 20; length++) {
            byte[] body = "a".repeat(length).getBytes(StandardCharsets.US_ASCII);
            assertThat(Utf8.isPlain(body)).as("%d letters", length).isTrue();
            for (int at = 0; at < length; at++) {
                byte[] stray = body.clone();
                stray[at] = (byte) 0x80;
                assertThat(Utf8.isPlain(stray))
                        .as("%d letters, but for number %d", length, at)
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("are accepted if they are characters of any width, at any position")
    void acceptsCharactersOfAnyWidth() {
        for (int before = 0; before <= 9; before++) {
            String text = "a".repeat(before) + "\u00e9\u20ac\ud83d\ude00";
            assertThat(Utf8.isPlain(text.getBytes(StandardCharsets.UTF_8)))
                    .as("after %d letters", before)
                    .isTrue();
        }
    }
}
