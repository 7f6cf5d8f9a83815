package io.agentmaintenance.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One world alone: {@code -Dtest=SimulationTest#laws -Dsimulation.seed=4711}. */
@DisplayName("In worlds that fail, delay, repeat and crash,")
class SimulationTest {
    private static final int ENOUGH = 2000;

    @Test
    @DisplayName("the laws hold after every step, and everything comes to its end")
    void laws() {
        Long seed = Long.getLong("simulation.seed");
        LongStream seeds =
                seed == null ? LongStream.range(0, Long.getLong("simulation.seeds", 10_000)) : LongStream.of(seed);
        seeds.parallel().forEach(s -> run(s, UnaryOperator.identity()));
    }

    @Test
    @DisplayName("the same seed makes the same world, event by event")
    void same() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(run(seed, UnaryOperator.identity()).lines())
                    .isNotEmpty()
                    .isEqualTo(run(seed, UnaryOperator.identity()).lines());
        }
    }

    @Test
    @DisplayName("what was stored and not handed over when the process crashed is carried out by the next one")
    void crash() {
        World world = new World(1, UnaryOperator.identity(), new EventLog());
        world.faults.end();
        world.crashAtNextHandOver();
        world.inProcess(() -> world.maintenance()
                .requests()
                .create(InvocationRequest.install(
                        World.PROJECT, world.agents.ids().subList(0, 1))));
        assertThat(world.hasCrashed()).isTrue();
        assertThat(world.stored()).extracting(Invocation::status).containsExactly(InvocationStatus.PENDING);
        world.pass(60_000);
        assertThat(world.log.lines()).contains("task-1 begins");
        assertThat(world.stored())
                .extracting(Invocation::status)
                .containsAnyOf(InvocationStatus.SUCCEEDED, InvocationStatus.FAILED);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a flaw of the store is found by the law that it breaks:")
    void flaws(Flaw flaw) {
        assertThatThrownBy(() -> LongStream.range(0, ENOUGH).forEach(seed -> run(seed, flaw::in)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(flaw.breaks.toString());
    }

    private static EventLog run(long seed, UnaryOperator<InvocationRepository> store) {
        EventLog log = new EventLog();
        try {
            Simulation.run(seed, store, log);
            return log;
        } catch (Broken | RuntimeException e) {
            throw new AssertionError("seed " + seed + " breaks " + e.getMessage() + " in\n" + log, e);
        }
    }
}
