package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogues of reasons")
class ReasonsTest {
    private static final InvocationId LONGEST_ID = task("i".repeat(64));

    @Nested
    @DisplayName("of items")
    class OfItems {
        @Test
        @DisplayName("have every number once")
        void haveEveryNumberOnce() {
            assertThat(RefusalReason.values()).extracting(RefusalReason::number).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName(
                "have numbers of at most four digits and messages of 1 to 128 characters, even with the longest id")
        void haveNumbersAndMessagesWithinBounds(RefusalReason reason) {
            Refusal longest = reason == RefusalReason.HOST_POLICY
                    ? Refusal.byHost("h".repeat(128))
                    : Refusal.naming(reason, LONGEST_ID);

            assertThat(reason.number()).isBetween(1, 9999);
            assertThat(longest.message()).hasSizeBetween(1, 128).doesNotContain("%");
            assertThat(reason.standing()).isEqualTo(Standing.ASSUMED);
        }

        @Test
        @DisplayName("name a task if they require one")
        void nameATaskIfTheyRequireOne() {
            assertThat(Refusal.naming(RefusalReason.TASK_IN_PROGRESS, LONGEST_ID)
                            .message())
                    .contains(LONGEST_ID.value());
            assertThat(Refusal.naming(RefusalReason.SUPERSEDED, LONGEST_ID).message())
                    .contains(LONGEST_ID.value());
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.of(RefusalReason.SUPERSEDED));
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.of(RefusalReason.HOST_POLICY));
        }

        @Test
        @DisplayName("limit the text of a host to 1 to 128 characters")
        void limitTheTextOfAHost() {
            assertThat(Refusal.byHost("Freeze.").reason()).isEqualTo(RefusalReason.HOST_POLICY);
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.byHost(""));
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.byHost("h".repeat(129)));
        }
    }
}
