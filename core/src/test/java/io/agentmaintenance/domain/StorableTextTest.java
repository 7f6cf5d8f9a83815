package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.server;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A text that every database can keep")
class StorableTextTest {
    private static final String HIGH = "\uD83D";
    private static final String LOW = "\uDE00";
    private static final String PAIR = HIGH + LOW;
    private static final String REPLACED = "\uFFFD";

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "plain", "\t\r\n", "\u0001", "\uFFFF", "\uFFFD", "äß漢", PAIR, "a" + PAIR + PAIR + "b"})
    @DisplayName("stays the same object if it can be kept")
    void keepsWhatCanBeKept(String text) {
        assertThat(StorableText.of(text, 100)).isSameAs(text);
    }

    static List<Arguments> replacements() {
        return List.of(
                Arguments.of("\u0000", REPLACED),
                Arguments.of("a\u0000b\u0000", "a" + REPLACED + "b" + REPLACED),
                Arguments.of(HIGH, REPLACED),
                Arguments.of(LOW, REPLACED),
                Arguments.of(HIGH + "a", REPLACED + "a"),
                Arguments.of(LOW + "a", REPLACED + "a"),
                Arguments.of("a" + HIGH + "b", "a" + REPLACED + "b"),
                Arguments.of("a" + LOW + "b", "a" + REPLACED + "b"),
                Arguments.of("a" + HIGH, "a" + REPLACED),
                Arguments.of("a" + LOW, "a" + REPLACED),
                Arguments.of(LOW + HIGH, REPLACED + REPLACED),
                Arguments.of(HIGH + HIGH, REPLACED + REPLACED),
                Arguments.of(LOW + LOW, REPLACED + REPLACED),
                Arguments.of(HIGH + PAIR, REPLACED + PAIR),
                Arguments.of(PAIR + LOW, PAIR + REPLACED),
                Arguments.of(PAIR + HIGH, PAIR + REPLACED),
                Arguments.of(HIGH + "\u0000" + LOW, REPLACED + REPLACED + REPLACED));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("replacements")
    @DisplayName("has a replacement character for U+0000 and for half a surrogate pair, wherever it stands")
    void replacesWhatCannotBeKept(String text, String kept) {
        String storable = StorableText.of(text, 100);

        assertThat(storable).isEqualTo(kept);
        assertThat(new String(storable.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(storable);
    }

    @Test
    @DisplayName("is cut to its greatest length, and never in the middle of a surrogate pair")
    void isCutBetweenCharacters() {
        assertThat(StorableText.of("abc", 3)).isEqualTo("abc");
        assertThat(StorableText.of("abcd", 3)).isEqualTo("abc");
        assertThat(StorableText.of("a" + PAIR, 3)).isEqualTo("a" + PAIR);
        assertThat(StorableText.of("a" + PAIR + "b", 3)).isEqualTo("a" + PAIR);
        assertThat(StorableText.of("ab" + PAIR, 3)).isEqualTo("ab");
        assertThat(StorableText.of("ab" + HIGH, 3)).isEqualTo("ab" + REPLACED);
        assertThat(StorableText.of("ab\u0000c", 3)).isEqualTo("ab" + REPLACED);
        assertThat(StorableText.of("ab" + LOW + "c", 3)).isEqualTo("ab" + REPLACED);
    }

    @Test
    @DisplayName("is what messages, the names and addresses of servers, and the names of callers become")
    void isUsedForEveryFreeText() {
        String wrong = "a\u0000" + HIGH;
        String right = "a" + REPLACED + REPLACED;
        InstanceProfile profile =
                new InstanceProfile(server("s"), wrong, InstanceType.ECS, List.of(wrong), List.of(wrong));

        assertThat(aTask("t").pending().cancel(NOON, wrong).after().progress().message())
                .isEqualTo(right);
        assertThat(profile.name()).isEqualTo(right);
        assertThat(profile.intranetIps()).containsExactly(right);
        assertThat(profile.elasticIps()).containsExactly(right);
        assertThat(Actor.caller(wrong).name()).isEqualTo(right);
    }
}
