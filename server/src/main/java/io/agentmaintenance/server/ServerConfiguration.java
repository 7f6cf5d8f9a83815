package io.agentmaintenance.server;

import io.agentmaintenance.domain.TimeLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * The content of a configuration file. What is left out has the default that the documentation names.
 *
 * @param versions the version catalogue of all projects
 * @param limits the time limits
 * @param history how many finished tasks are kept
 * @param active how many tasks may be under way at once
 * @param strict whether unknown fields of requests are refused
 * @param identity the stand-in for the identity service; off if left out
 * @param projects the projects
 */
record ServerConfiguration(
        @NotNull @Size(min = 1, max = 1000) List<@NotNull @Valid Version> versions,
        @Valid @Nullable Limits limits,
        @Min(1) @Max(100_000_000) @Nullable Integer history,
        @Min(1) @Max(10_000_000) @Nullable Integer active,
        boolean strict,
        @Valid @Nullable IdentityConfiguration identity,
        @NotNull @Size(min = 1, max = 10_000) List<@NotNull @Valid ProjectConfiguration> projects) {

    private static final int DEFAULT_HISTORY = 100_000;
    private static final int DEFAULT_ACTIVE = 1_000_000;

    int historyOrDefault() {
        return history == null ? DEFAULT_HISTORY : history;
    }

    int activeOrDefault() {
        return active == null ? DEFAULT_ACTIVE : active;
    }

    TimeLimits timeLimits() {
        TimeLimits standard = TimeLimits.standard();
        if (limits == null) {
            return standard;
        }
        return new TimeLimits(
                limits.pickUp == null ? standard.pickUp() : limits.pickUp,
                limits.execution == null ? standard.execution() : limits.execution,
                limits.rollbackWindow == null ? standard.rollbackWindow() : limits.rollbackWindow);
    }

    /**
     * One version that is offered.
     *
     * @param version the version
     * @param type its line; BASIC_VERSION if left out
     */
    record Version(
            @NotNull @Pattern(regexp = "[0-9A-Za-z_.-]{1,64}") String version,

            @Pattern(regexp = "BASIC_VERSION|ADVANCE_VERSION") @Nullable String type) {}

    /**
     * The time limits, as ISO 8601 durations such as {@code PT30S}.
     *
     * @param pickUp how long a task may be PENDING
     * @param execution how long it may be RUNNING
     * @param rollbackWindow how long an update may be rolled back
     */
    record Limits(
            @DurationMin(millis = 1, message = "must be longer than zero") @Nullable Duration pickUp,

            @DurationMin(millis = 1, message = "must be longer than zero") @Nullable Duration execution,

            @DurationMin(millis = 1, message = "must be longer than zero") @Nullable Duration rollbackWindow) {}
}
