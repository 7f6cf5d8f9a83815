package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.domain.JournalEntry;
import java.util.List;
import java.util.SplittableRandom;
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
    private static final int JOURNALED = 100;

    @Test
    @DisplayName("gives equal answers in a thousand random sequences of two hundred commands")
    void answersLikeAPlainMap() {
        Long seed = Long.getLong("model.seed");
        LongStream seeds = seed == null ? LongStream.range(0, SEQUENCES) : LongStream.of(seed);
        seeds.forEach(s -> {
            InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(bound(s), JOURNALED);
            List<JournalEntry> journal = compare(s, store).journal();
            assertThat(store.journal().after(null, null, 1000))
                    .as("seed %d: the journal", s)
                    .isInstanceOfSatisfying(
                            Journal.Entries.class,
                            kept -> assertThat(kept.entries())
                                    .isEqualTo(
                                            journal.subList(Math.max(0, journal.size() - JOURNALED), journal.size())));
        });
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("is detected as wrong if it")
    void detectsTheFlaw(FlawedStore.Flaw flaw) {
        assertThatThrownBy(() -> LongStream.range(0, SEQUENCES)
                        .forEach(seed -> compare(
                                seed, new FlawedStore(flaw, InMemoryInvocationRepository.keeping(bound(seed))))))
                .isInstanceOf(AssertionError.class)
                .hasMessageFindingMatch("seed \\d+, command \\d+: (" + flaw.seenIn + ")\\b");
    }

    // Small bounds, so that many tasks are forgotten, and large ones, so that there are many pages.
    private static int bound(long seed) {
        return 1 + new SplittableRandom(seed).nextInt(60);
    }

    private static ModelRepository compare(long seed, InvocationRepository store) {
        ModelRepository model = new ModelRepository(bound(seed));
        RandomCommands commands = new RandomCommands(seed, model);
        for (int i = 0; i < COMMANDS; i++) {
            RandomCommands.Command command = commands.next();
            Object answer = command.on().apply(store);
            assertThat(answer)
                    .as("seed %d, command %d: %s", seed, i, command)
                    .isEqualTo(command.on().apply(model));
        }
        return model;
    }
}
