package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InvocationRepository;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs one sequence with {@code -Dtest=RepositoryModelTest -Dmodel.seed=4711}. */
@DisplayName("Compared with a plain map, the in-memory task store")
class RepositoryModelTest {
    private static final int SEQUENCES = 1000;
    private static final int COMMANDS = 200;

    @Test
    @DisplayName("gives equal answers in a thousand random sequences of two hundred commands")
    void answersLikeAPlainMap() {
        Long seed = Long.getLong("model.seed");
        LongStream seeds = seed == null ? LongStream.range(0, SEQUENCES) : LongStream.of(seed);
        seeds.forEach(s -> compare(s, InMemoryInvocationRepository::keeping));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is detected as wrong if it")
    void detectsTheFlaw(FlawedStore.Flaw flaw) {
        assertThatThrownBy(() -> LongStream.range(0, SEQUENCES)
                        .forEach(seed -> compare(
                                seed, bound -> new FlawedStore(flaw, InMemoryInvocationRepository.keeping(bound)))))
                .isInstanceOf(AssertionError.class)
                .hasMessageFindingMatch("seed \\d+, command \\d+: (" + flaw.seenIn + ")\\b");
    }

    private static void compare(long seed, IntFunction<InvocationRepository> stores) {
        // Small bounds, so that many tasks are forgotten, and large ones, so that there are many pages.
        int bound = 1 + new SplittableRandom(seed).nextInt(60);
        ModelRepository model = new ModelRepository(bound);
        InvocationRepository store = stores.apply(bound);
        RandomCommands commands = new RandomCommands(seed, model);
        for (int i = 0; i < COMMANDS; i++) {
            RandomCommands.Command command = commands.next();
            Object answer = command.on().apply(store);
            assertThat(answer)
                    .as("seed %d, command %d: %s", seed, i, command)
                    .isEqualTo(command.on().apply(model));
        }
    }
}
