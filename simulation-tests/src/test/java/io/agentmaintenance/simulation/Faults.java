package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.PortException;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** When the world fails, by the seed. */
final class Faults {
    private final SplittableRandom random;
    private final int oneOf;
    /** Whether calls may fail after they took effect, so that nobody knows what they did. */
    final boolean unseen;

    private boolean over;
    private boolean look;

    Faults(SplittableRandom random) {
        this.random = random;
        // Some worlds are calm, most are not.
        oneOf = random.nextInt(4) == 0 ? Integer.MAX_VALUE : 4 + random.nextInt(30);
        unseen = random.nextInt(3) == 0;
    }

    /** From now on nothing fails any more. */
    void end() {
        over = true;
    }

    boolean strike() {
        return !over && random.nextInt(oneOf) == 0;
    }

    /** Does what is asked, or fails before, or, where that is possible, after. */
    <T> T around(Supplier<T> call) {
        // After a call whose effect nobody knows, a look is granted: who looks finds out.
        if (!look && strike()) {
            throw new PortException("broken before", null);
        }
        T result = call.get();
        look = !look && unseen && strike();
        if (look) {
            throw new PortException("broken after", null);
        }
        return result;
    }
}
