package io.agentmaintenance.adapter.memory;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An agent behaviour")
class AgentBehaviorTest {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    static Stream<Consumer<Duration>> steps() {
        return Stream.of(
                pickUp -> AgentBehavior.succeedAfter(pickUp, ZERO),
                work -> AgentBehavior.succeedAfter(ZERO, work),
                pickUp -> AgentBehavior.succeedSilently(pickUp, ZERO),
                work -> AgentBehavior.succeedSilently(ZERO, work),
                pickUp -> AgentBehavior.failAfter(pickUp, ZERO, "broken"),
                work -> AgentBehavior.failAfter(ZERO, work, "broken"),
                AgentBehavior::hang);
    }

    @ParameterizedTest
    @MethodSource("steps")
    @DisplayName("accepts durations from 0 to 36,500 days, and rejects others")
    void acceptsDurationsWithinTheBounds(Consumer<Duration> step) {
        assertThatNoException().isThrownBy(() -> step.accept(ZERO));
        assertThatNoException().isThrownBy(() -> step.accept(LONGEST));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.accept(Duration.ofNanos(-1)))
                .withMessageContaining("0 to 36,500 days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> step.accept(LONGEST.plusNanos(1)))
                .withMessageContaining("0 to 36,500 days");
    }
}
