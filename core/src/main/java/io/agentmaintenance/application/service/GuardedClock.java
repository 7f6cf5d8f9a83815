package io.agentmaintenance.application.service;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The clock of the host, in milliseconds. What it throws, errors included, becomes a {@code PortException}. */
final class GuardedClock extends Clock {
    private final Clock clock;
    private final PortCall call = new PortCall("clock");

    GuardedClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long millis() {
        return call.ask(clock::millis);
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new GuardedClock(clock.withZone(zone));
    }
}
