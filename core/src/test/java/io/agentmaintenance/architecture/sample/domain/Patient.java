package io.agentmaintenance.architecture.sample.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Keeps the rules: takes the time from a clock that it is given, and an id from its text. */
public record Patient(Clock clock) {
    public Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    public UUID id(String text) {
        return UUID.fromString(text);
    }

    public String thread() {
        return Thread.currentThread().getName();
    }
}
