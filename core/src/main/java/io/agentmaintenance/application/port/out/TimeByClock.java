package io.agentmaintenance.application.port.out;

import java.time.Clock;
import java.time.Duration;

/** The steps of a clock from reading to reading, added up where they can be time that has passed. Thread-safe. */
final class TimeByClock implements ElapsedTime {
    private final Clock clock;
    private final long longestPause;
    private boolean isRead;
    private long lastReading;
    private long passed;

    TimeByClock(Clock clock, Duration longestPause) {
        this.clock = clock;
        this.longestPause = longestPause.toMillis();
    }

    @Override
    public synchronized long millis() {
        long reading = clock.millis();
        long step = isRead ? reading - lastReading : 0;
        if (step > 0 && step <= longestPause) {
            passed += step;
        }
        isRead = true;
        lastReading = reading;
        return passed;
    }
}
