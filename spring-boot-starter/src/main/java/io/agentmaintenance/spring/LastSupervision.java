package io.agentmaintenance.spring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds out when the supervision of tasks last ran. */
@FunctionalInterface
interface LastSupervision {
    /** {@return when tasks whose time is over were last searched for with success; null if that is not known} */
    @Nullable Instant time();
}
