package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The forms of texts")
class TextFormTest {
    @ParameterizedTest(name = "{0}: {1} characters, accepted: {2}")
    @CsvSource({
        "PROJECT_ID, 0, false", "PROJECT_ID, 1, true", "PROJECT_ID, 64, true", "PROJECT_ID, 65, false",
        "INSTANCE_ID, 0, false", "INSTANCE_ID, 1, true", "INSTANCE_ID, 64, true", "INSTANCE_ID, 65, false",
        "INVOCATION_ID, 0, false", "INVOCATION_ID, 1, true", "INVOCATION_ID, 64, true", "INVOCATION_ID, 65, false",
        "VERSION, 0, false", "VERSION, 1, true", "VERSION, 64, true", "VERSION, 65, false",
        "INVOCATION_FILTER, 0, false", "INVOCATION_FILTER, 1, true", "INVOCATION_FILTER, 10000, true"
    })
    void hasAGreatestLength(TextForm form, int length, boolean accepted) {
        assertThat(form.accepts("a".repeat(length))).isEqualTo(accepted);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("accept the same characters as their pattern: alone, first, in the middle and last")
    void agreesWithItsPattern(TextForm form) {
        Pattern pattern = Pattern.compile(form.pattern());
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            String alone = String.valueOf((char) c);
            // A final line break is a peculiarity of "$" in regular expressions, not part of any form.
            boolean lineBreak = alone.matches("\\R");
            for (String text : new String[] {alone, alone + "a", "a" + alone + "a", "a" + alone}) {
                assertThat(form.accepts(text))
                        .as("%s of character %d", form, c)
                        .isEqualTo(!lineBreak && pattern.matcher(text).find());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("reject null and characters beyond the basic plane")
    void rejectsNullAndSupplementaryCharacters(TextForm form) {
        assertThat(form.accepts(null)).isFalse();
        assertThat(form.accepts("a\uD83D\uDE00")).isFalse();
        assertThat(form.accepts("\u0430\u0435")).as("Cyrillic").isFalse();
        assertThat(form.accepts("\u0661")).as("Arabic digit").isFalse();
    }

    static Stream<Arguments> types() {
        return Stream.of(
                type("project id", TextForm.PROJECT_ID, ProjectId::of, ProjectId::value),
                type("instance id", TextForm.INSTANCE_ID, InstanceId::of, InstanceId::value),
                type("invocation id", TextForm.INVOCATION_ID, InvocationId::of, InvocationId::value),
                type("version", TextForm.VERSION, AgentVersion::of, AgentVersion::value));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    @DisplayName("are enforced by the value objects")
    void isEnforcedByTheValueObjects(
            String field, TextForm form, Function<String, Object> of, Function<Object, String> value) {
        String longest = "a1".repeat(32);

        assertThat(value.apply(of.apply(longest))).isEqualTo(longest);
        assertThat(of.apply(longest)).hasToString(longest).isEqualTo(of.apply(longest));
        for (String wrong : new String[] {"", longest + "a", "with blank", "a\n", "\u00e9", "a/b", "a%"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of.apply(wrong))
                    .withMessage(field + " must match " + form.pattern());
        }
    }

    @Test
    @DisplayName("distinguish upper and lower case")
    void distinguishesCase() {
        assertThat(InstanceId.of("A")).isNotEqualTo(InstanceId.of("a"));
        assertThat(TextForm.PROJECT_ID.accepts("A")).isFalse();
    }

    @SuppressWarnings("unchecked") // The table pairs each type with its own accessor.
    private static <T> Arguments type(String field, TextForm form, Function<String, T> of, Function<T, String> value) {
        return Arguments.of(field, form, of, (Function<Object, String>) (Function<?, ?>) value);
    }
}
