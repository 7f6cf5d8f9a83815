package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.InvocationId;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of invocation ids")
class InvocationIdsContractTest {
    private static final InvocationIds RANDOM = each(() -> UUID.randomUUID().toString());

    static List<Mutant<Supplier<InvocationIds>>> mutants() {
        return List.of(
                new Mutant<>(
                        "Next.returnsAsManyAsRequested",
                        "returns at most 50 ids",
                        () -> count -> RANDOM.next(Math.min(50, count))),
                new Mutant<>(
                        "Next.returnsAsManyAsRequested",
                        "returns one id repeatedly",
                        () -> count -> Collections.nCopies(count, RANDOM.next(1).get(0))),
                new Mutant<>(
                        "Next.neverReturnsTheSameTwice",
                        "has 24 random bits",
                        () -> each(() -> UUID.randomUUID().toString().substring(0, 6))),
                new Mutant<>("Next.returnsOtherIdsAfterEveryStart", "begins with the same seed", () -> {
                    Random random = new Random(42);
                    return each(() -> new UUID(random.nextLong(), random.nextLong()).toString());
                }),
                new Mutant<>(
                        "Next.hasRoomForRandomBits",
                        "has 12 random digits",
                        () -> each(() -> "task-" + UUID.randomUUID().toString().substring(24))),
                new Mutant<>("Next.doesNotCount", "counts on", () -> {
                    AtomicLong last = new AtomicLong(new Random().nextLong() >>> 1);
                    return each(() -> String.format("task-%020d", last.incrementAndGet()));
                }));
    }

    @AfterEach
    void restoreTheCorrectOne() {
        IdsOnTrial.trial = () -> RANDOM;
    }

    @Test
    @DisplayName("accepts random ids, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(IdsOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Supplier<InvocationIds>> mutant) {
        IdsOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(IdsOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(IdsOnTrial.class, mutants());
    }

    private static InvocationIds each(Supplier<String> next) {
        return count -> Stream.generate(next).limit(count).map(InvocationId::of).toList();
    }

    static class IdsOnTrial extends InvocationIdsContract {
        static volatile Supplier<InvocationIds> trial = () -> RANDOM;

        @Override
        protected InvocationIds ids() {
            return trial.get();
        }
    }
}
