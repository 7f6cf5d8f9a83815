package io.agentmaintenance.tck.sample.ours;

import io.agentmaintenance.tck.SettableClock;
import java.time.Instant;

/** Sees what it must not see: the kit is for tests. */
public final class UsesKit {
    SettableClock seen() {
        return SettableClock.at(Instant.EPOCH);
    }
}
