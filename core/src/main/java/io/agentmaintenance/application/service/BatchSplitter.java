package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Processes a batch and, where that fails, its halves, down to single entries: an entry that makes a call fail does not affect the others.
 * Without a failure there is one call.
 */
final class BatchSplitter {
    /** A port that is down may let each call wait for a time-out, so splitting ends this long after the first failure. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Clock clock;

    BatchSplitter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Processes a batch and returns the entries that could not be processed.
     *
     * @param batch the entries
     * @param step processes entries; may be called again with a part of those that a failed call has processed in part
     * @param failures receives what the step throws
     */
    <T> List<T> process(List<T> batch, Consumer<List<T>> step, Failures failures) {
        List<T> failed = new ArrayList<>();
        Deque<List<T>> parts = new ArrayDeque<>();
        if (!batch.isEmpty()) {
            parts.add(List.copyOf(batch));
        }
        long end = Long.MAX_VALUE;
        while (!parts.isEmpty()) {
            List<T> part = parts.pop();
            try {
                step.accept(part);
            } catch (RuntimeException e) {
                failures.add(e);
                end = Math.min(end, endOfSplitting(clock));
                if (part.size() == 1 || now(clock) > end) {
                    failed.addAll(part);
                } else {
                    int half = part.size() / 2;
                    parts.push(part.subList(half, part.size()));
                    parts.push(part.subList(0, half));
                }
            }
        }
        return failed;
    }

    /** When a batch whose first call fails now is no longer split. */
    static long endOfSplitting(Clock clock) {
        return now(clock) + LONGEST.toMillis();
    }

    /** The time in milliseconds. The clock may fail too; that must not end the call. */
    static long now(Clock clock) {
        try {
            return clock.millis();
        } catch (PortException e) {
            return 0;
        }
    }
}
