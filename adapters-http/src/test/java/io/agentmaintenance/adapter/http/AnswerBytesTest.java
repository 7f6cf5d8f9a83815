package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The bytes of an answer")
class AnswerBytesTest {
    private static final UUID ID = UUID.fromString("01234567-89ab-4cde-8f01-23456789abcd");

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1, 35, 36, 37, 73, 108, 200})
    @DisplayName("are all there, however many were expected")
    void anySize(int expected) {
        byte[] bytes = new AnswerBytes(expected)
                .uuid(ID)
                .plain("x")
                .uuid(ID)
                .foreign("\u20ac")
                .toBytes();

        assertThat(bytes).asString().isEqualTo(ID + "x" + ID + "\u20ac");
    }

    @Test
    @DisplayName("of a UUID are its canonical text, whatever its bits are")
    void anyUuid() {
        Random bits = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            UUID id = new UUID(bits.nextLong(), bits.nextLong());

            assertThat(new AnswerBytes(36).uuid(id).toBytes()).asString().isEqualTo(id.toString());
        }
    }
}
