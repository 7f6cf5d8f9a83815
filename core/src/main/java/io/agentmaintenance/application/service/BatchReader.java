package io.agentmaintenance.application.service;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries in one call and, where that fails, in halves, down to single entries: an entry that makes a call fail does not affect
 * the others. Without a failure there is one call. Larger parts come first, so a port that is down is known to be after a few calls.
 */
final class BatchReader {
    /** Reading ends when so many more calls have failed than succeeded. Five entries that fail never reach that. */
    private static final int MOST_FAILURES = 15;

    private final Clock clock;

    BatchReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param entries the entries that are there
     * @param unread the keys for which the port failed, so it is not known whether they are there
     */
    record Found<K, V>(Map<K, V> entries, Set<K> unread) {
        @Nullable V get(@Nullable K key) {
            return key == null ? null : entries.get(key);
        }

        boolean failedFor(@Nullable K key) {
            return key != null && unread.contains(key);
        }
    }

    /**
     * Reads entries.
     *
     * @param keys their keys; if there are none, there is no call
     * @param call reads the entries of some keys
     * @param failures receives what the call throws
     */
    <K, V> Found<K, V> read(Collection<K> keys, Function<Collection<K>, Map<K, V>> call, Failures failures) {
        Found<K, V> found = new Found<>(new HashMap<>(), new HashSet<>());
        Queue<List<K>> parts = new ArrayDeque<>();
        if (!keys.isEmpty()) {
            parts.add(List.copyOf(keys));
        }
        int excess = 0;
        long end = Long.MAX_VALUE;
        while (!parts.isEmpty()) {
            List<K> part = parts.remove();
            if (excess >= MOST_FAILURES) {
                found.unread.addAll(part);
                continue;
            }
            try {
                found.entries.putAll(call.apply(part));
                excess--;
            } catch (RuntimeException e) {
                failures.add(e);
                excess++;
                end = Math.min(end, BatchSplitter.endOfSplitting(clock));
                if (part.size() == 1 || BatchSplitter.now(clock) > end) {
                    found.unread.addAll(part);
                } else {
                    int half = part.size() / 2;
                    parts.add(part.subList(0, half));
                    parts.add(part.subList(half, part.size()));
                }
            }
        }
        return found;
    }
}
