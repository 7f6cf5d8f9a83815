package io.agentmaintenance.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.race.Race.Ending;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("When cancel, completion and time-out race for the same task:")
class RacesTest {
    private static final int RACES = 100_000;

    @Test
    @DisplayName("each of 100,000 tasks ends once, listeners are notified once, and the losers get a matching answer")
    void eachTaskEndsOnce() throws InterruptedException {
        Races races = new Races(InMemoryInvocationRepository.keeping(100), RACES);

        Map<Ending, Integer> endings = races.run();

        System.out.println("races: " + endings + ", writes that lost: " + races.lostWrites());
        assertThat(races.lostWrites())
                .as("every race has at least one losing write")
                .isGreaterThanOrEqualTo(RACES);
        assertThat(endings.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(RACES);
        assertThat(endings)
                .as("each of the threads wins some races")
                .containsOnlyKeys(
                        new Ending(InvocationStatus.CANCELED, false),
                        new Ending(InvocationStatus.TIMEOUT, true),
                        new Ending(InvocationStatus.SUCCEEDED, false),
                        new Ending(InvocationStatus.SUCCEEDED, true));
    }

    @Test
    @DisplayName("a store that compares and writes in two steps is detected")
    void detectsAStoreThatComparesAndWritesInTwoSteps() {
        assertThatThrownBy(() -> new Races(new CheckThenActRepository(), RACES).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the task ");
    }
}
