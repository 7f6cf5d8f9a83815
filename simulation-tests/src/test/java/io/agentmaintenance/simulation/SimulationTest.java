package io.agentmaintenance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("In a world of faults")
class SimulationTest {
    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    @DisplayName("every invariant holds after every step, whatever the seed")
    void manySeeds() {
        long first = Long.getLong("simulation.first", 1);
        long count = Long.getLong("simulation.seeds", 1000);
        long start = System.nanoTime();

        Tally tally = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed).tally())
                .reduce(new Tally(), Tally::plus);

        System.out.printf(
                "simulation: seeds %d to %d in %d s%n",
                first, first + count - 1, (System.nanoTime() - start) / 1_000_000_000);
        tally.counts().forEach((k, v) -> System.out.println(k + " " + v));
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    @DisplayName("every invariant holds in the world of one seed, which is printed")
    void oneSeed() {
        World world = Simulation.run(Long.getLong("simulation.seed"));

        world.log().lines().forEach(System.out::println);
        assertThat(world.log().lines()).isNotEmpty();
    }
}
