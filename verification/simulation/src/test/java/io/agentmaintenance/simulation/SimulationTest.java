package io.agentmaintenance.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.RefusalReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In a simulated world with faults:")
class SimulationTest {
    private static final long ENOUGH_TO_SEE_ALL = 10_000;

    // The simulated host adds no rule of its own, and five lost races in a row are too rare to require.
    private static final Set<RefusalReason> UNSEEN = EnumSet.of(RefusalReason.HOST_POLICY, RefusalReason.CONTENDED);

    @Test
    @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    @DisplayName("every invariant holds after every step for many seeds, and every kind of event occurs")
    void invariantsHoldForManySeeds() {
        long first = Long.getLong("simulation.first", 1);
        long count = Long.getLong("simulation.seeds", 1000);
        long start = System.nanoTime();

        EventCounts counts = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> Simulation.run(seed).counts())
                .reduce(new EventCounts(), EventCounts::plus);

        System.out.printf(
                "simulation: seeds %d to %d in %d s: %d tasks, %d crashes of processes, %d failures of ports, %d lost races%n",
                first,
                first + count - 1,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                counts.sum("accepted "),
                counts.sum("crashed "),
                counts.sum("broken: "),
                counts.sum("lost a race: "));
        assertThat(counts.sum("run")).isEqualTo(count);
        if (count >= ENOUGH_TO_SEE_ALL) {
            assertThat(counts.counts()).containsKeys(everything().toArray(String[]::new));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+")
    @DisplayName("every invariant holds for the given seed; its events are printed")
    void invariantsHoldForTheGivenSeed() {
        World world = Simulation.run(Long.getLong("simulation.seed"));

        world.log().lines().forEach(System.out::println);
        assertThat(world.log().lines()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 42, 4711, 123_456_789_012L})
    @DisplayName("the same seed gives the same events twice")
    void sameSeedGivesTheSameEvents(long seed) {
        EventLog once = Simulation.run(seed).log();
        EventLog twice = Simulation.run(seed).log();

        assertThat(twice.hash()).isEqualTo(once.hash());
        assertThat(twice.lines()).isEqualTo(once.lines());
    }

    @Test
    @DisplayName("different seeds give different events")
    void differentSeedsGiveDifferentEvents() {
        assertThat(LongStream.rangeClosed(1, 100)
                        .map(seed -> Simulation.run(seed).log().hash())
                        .distinct()
                        .count())
                .isEqualTo(100);
    }

    /** The events that a long run must contain; otherwise the invariants were not tested. */
    private static List<String> everything() {
        List<String> all = new ArrayList<>();
        Task.TRANSITIONS.forEach((before, next) -> next.forEach(after -> all.add(before + " > " + after)));
        for (String port : List.of(
                "ids",
                "directory",
                "catalog",
                "start",
                "resume",
                "cancel",
                "look",
                "begin",
                "stop",
                "insert",
                "withdraw",
                "update",
                "findAll",
                "histories",
                "find",
                "overdue",
                "datedAfter",
                "pending",
                "running",
                "forget")) {
            all.addAll(List.of(
                    "broken: " + port,
                    "broken: the answer of " + port,
                    "crashed before " + port,
                    "crashed after " + port));
        }
        all.addAll(List.of("crashed before listener", "withdrawn", "report lost", "report doubled"));
        all.addAll(List.of("false death", "second run", "never starts again"));
        all.addAll(List.of("clock set", "clock a day ahead", "clock a day back"));
        List.of("insert", "withdraw", "update").forEach(write -> all.add("lost a race: " + write));
        Arrays.stream(InvocationType.values()).forEach(type -> all.add("accepted " + type));
        Arrays.stream(ReportOutcome.values()).forEach(outcome -> all.add("report " + outcome));
        Arrays.stream(CancelOutcome.values()).forEach(outcome -> all.add("cancel " + outcome));
        EnumSet.complementOf(EnumSet.copyOf(UNSEEN)).forEach(reason -> all.add("refused " + reason));
        return all;
    }
}
