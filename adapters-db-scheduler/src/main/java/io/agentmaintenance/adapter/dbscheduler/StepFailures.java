package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.application.port.out.PortException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the steps that failed. A broken outside world is one line in ten seconds at most, without a stack trace: while a database or a network is
 * away, the steps of thousands of invocations fail. Thread-safe.
 */
final class StepFailures {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledAgentExecutor.class);
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanos;
    private boolean hasLogged;
    private long last;
    private long leftOut;

    /** Measures the pauses by the nanoseconds that pass: the clock of a database may fail together with the steps. */
    StepFailures(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void log(Throwable failure, ExecutionKey key) {
        if (failure instanceof PortException) {
            String line = line(failure, key);
            if (line != null) {
                LOG.warn(line);
            }
        } else {
            LOG.warn("A step with {} failed and is tried again.", key, failure);
        }
    }

    /** {@return the line about a failure of the outside world; null if it is too early for another one} */
    synchronized @Nullable String line(Throwable failure, ExecutionKey key) {
        long now = nanos.getAsLong();
        if (hasLogged && now - last < PAUSE) {
            leftOut++;
            return null;
        }
        String others = leftOut == 0 ? "" : " (" + leftOut + " more steps have failed since the last such line)";
        hasLogged = true;
        last = now;
        leftOut = 0;
        return "A step with " + key + " failed and is tried again: " + failure.getMessage() + others;
    }
}
