package io.agentmaintenance.adapter.memory;

import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A part of the log that is divided into smaller ones. A smaller part that becomes empty is dropped. */
final class LogSection extends LogPart {
    private static final int FAN_OUT = 64;

    private final long range;
    private final TreeMap<Long, LogPart> parts = new TreeMap<>();

    /**
     * @param range how many places each smaller part has: the size of a chunk, or 64 times as many for each level above
     * @param parent the section that this one belongs to, or null for the whole log
     */
    LogSection(long range, @Nullable LogPart parent) {
        super(parent);
        this.range = range;
    }

    @Override
    void put(StoredInvocation stored) {
        parts.computeIfAbsent(numberOf(stored), number -> newPart()).add(stored);
    }

    @Override
    void clear(StoredInvocation stored) {
        LogPart part = Objects.requireNonNull(parts.get(numberOf(stored)));
        part.remove(stored);
        if (part.isEmpty()) {
            parts.remove(numberOf(stored));
        }
    }

    @Override
    void collect(LogPage page) {
        for (LogPart part : parts.descendingMap().values()) {
            if (page.isComplete()) {
                return;
            }
            if (!page.skips(part.counts())) {
                part.collect(page);
            }
        }
    }

    private LogPart newPart() {
        return range == LogChunk.SIZE ? new LogChunk(this) : new LogSection(range / FAN_OUT, this);
    }

    private long numberOf(StoredInvocation stored) {
        return stored.sequence / range;
    }
}
