package io.agentmaintenance.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** The clock of one machine. It is set wrong and right again, and it drifts. It goes on when the process on the machine crashes. */
final class NodeClock {
    /** Clocks of several machines that differ by no more than this, in milliseconds, count as equal. */
    static final long TOLERANCE = 1000;

    private static final int MILLION = 1_000_000;

    private final Timeline timeline;
    private final List<Setting> settings = new ArrayList<>();
    private final Map<Long, Dating> readings = new HashMap<>();

    /**
     * A state of the clock.
     *
     * @param from when it was set so
     * @param wrongBy by how much it was wrong then, in milliseconds
     * @param drift by how many milliseconds it goes ahead in a million
     */
    private record Setting(long from, long wrongBy, int drift) {
        long wrongBy(long time) {
            return wrongBy + (time - from) * drift / MILLION;
        }
    }

    /**
     * A time that was written down.
     *
     * @param at when that was
     * @param wrongBy by how much the clock was wrong that was read, in milliseconds
     */
    record Dating(long at, long wrongBy) {}

    NodeClock(Timeline timeline, int drift) {
        this.timeline = timeline;
        settings.add(new Setting(timeline.now(), 0, drift));
    }

    /** Sets the clock, which then drifts as before. */
    void set(long wrongBy) {
        settings.add(new Setting(timeline.now(), wrongBy, last().drift()));
    }

    /** Sets the clock right and ends its drift. */
    void correct() {
        settings.add(new Setting(timeline.now(), 0, 0));
    }

    /** What the clock shows now, in milliseconds. */
    long shown() {
        return timeline.now() + last().wrongBy(timeline.now());
    }

    /** How often the clock was set. */
    int setting() {
        return settings.size() - 1;
    }

    /** How often it had been set at a time of the past. */
    int settingAt(long time) {
        int i = setting();
        while (i > 0 && settings.get(i).from() > time) {
            i--;
        }
        return i;
    }

    /** By how much another clock was ahead of this one when it was read, in milliseconds. */
    long aheadAt(Dating other) {
        return other.wrongBy() - wrongByAt(other.at());
    }

    /** Whether a reading of this clock shows how it went at a time: it was not set in between, and hardly drifted. */
    boolean isShownBy(Dating reading, long time) {
        return settingAt(reading.at()) == settingAt(time)
                && Math.abs(reading.wrongBy() - wrongByAt(time)) <= TOLERANCE / 2;
    }

    /** Whether this clock showed about the same as another one when that was read, and was not set around that time. */
    boolean agreedAt(Dating other) {
        return Math.abs(aheadAt(other)) <= TOLERANCE
                && settingAt(other.at() - TOLERANCE) == settingAt(other.at() + TOLERANCE);
    }

    /** When this clock last showed a time to a process. */
    Dating lastReading(Instant shown) {
        return Objects.requireNonNull(readings.get(shown.toEpochMilli()), () -> "never shown: " + shown);
    }

    /**
     * The clock as a process sees it.
     *
     * @param seen receives each reading
     */
    Clock clock(Consumer<Dating> seen) {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(read(seen));
            }

            @Override
            public long millis() {
                return read(seen);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private long read(Consumer<Dating> seen) {
        long shown = shown();
        Dating reading = new Dating(timeline.now(), shown - timeline.now());
        readings.put(shown, reading);
        seen.accept(reading);
        return shown;
    }

    private long wrongByAt(long time) {
        return settings.get(settingAt(time)).wrongBy(time);
    }

    private Setting last() {
        return settings.get(setting());
    }
}
