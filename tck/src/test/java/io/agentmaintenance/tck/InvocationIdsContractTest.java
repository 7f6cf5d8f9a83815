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

@DisplayName("The contract of the ids")
class InvocationIdsContractTest {
    private static final InvocationIds RANDOM = each(() -> UUID.randomUUID().toString());

    static List<Mutant<Supplier<InvocationIds>>> twins() {
        return List.of(
                new Mutant<>(
                        "Next.makesAsManyAsAskedFor",
                        "makes 50 at most",
                        () -> count -> RANDOM.next(Math.min(50, count))),
                new Mutant<>(
                        "Next.makesAsManyAsAskedFor",
                        "makes one and repeats it",
                        () -> count -> Collections.nCopies(count, RANDOM.next(1).get(0))),
                new Mutant<>(
                        "Next.neverMakesTheSameTwice",
                        "has 24 bits of chance",
                        () -> each(() -> UUID.randomUUID().toString().substring(0, 6))),
                new Mutant<>("Next.makesOtherIdsAfterEveryStart", "begins with the same seed", () -> {
                    Random random = new Random(42);
                    return each(() -> new UUID(random.nextLong(), random.nextLong()).toString());
                }),
                new Mutant<>(
                        "Next.leavesRoomForChance",
                        "has 12 digits of chance",
                        () -> each(() -> "task-" + UUID.randomUUID().toString().substring(24))),
                new Mutant<>("Next.doesNotCount", "counts on", () -> {
                    AtomicLong last = new AtomicLong(new Random().nextLong() >>> 1);
                    return each(() -> String.format("task-%020d", last.incrementAndGet()));
                }));
    }

    @AfterEach
    void putTheCorrectOneBack() {
        IdsOnTrial.trial = () -> RANDOM;
    }

    @Test
    @DisplayName("is kept by random ids, in every law")
    void isKeptByACorrectOne() {
        Mutant.assertAllPassed(IdsOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    @DisplayName("is broken by a twin with one flaw")
    void isBrokenByATwin(Mutant<Supplier<InvocationIds>> twin) {
        IdsOnTrial.trial = twin.subject();
        twin.assertCaughtBy(IdsOnTrial.class);
    }

    @Test
    @DisplayName("has a twin for each law")
    void hasATwinForEachLaw() {
        Mutant.assertEachLawHasATwin(IdsOnTrial.class, twins());
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
