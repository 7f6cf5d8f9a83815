package io.agentmaintenance.server;

import io.agentmaintenance.domain.TimeLimits;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a configuration file. A missing setting has the default that docs/configuration.md names.
 *
 * @param versions the version catalogue of all projects
 * @param limits the time limits
 * @param history how many finished tasks are kept
 * @param active how many tasks may be active at once
 * @param strict whether unknown fields of requests are rejected
 * @param trustedProxies the addresses of proxies whose forwarded host and scheme count; none if null
 * @param identity the stand-in for the identity service; off if null
 * @param projects the projects
 */
record ServerConfiguration(
        List<Version> versions,
        @Nullable Limits limits,
        @Nullable Integer history,
        @Nullable Integer active,
        boolean strict,
        @Nullable List<String> trustedProxies,
        @Nullable IdentityConfiguration identity,
        List<ProjectConfiguration> projects) {

    private static final int DEFAULT_HISTORY = 100_000;
    private static final int DEFAULT_ACTIVE = 1_000_000;

    static ServerConfiguration from(Settings file) {
        NamedCredentials credentials = new NamedCredentials();
        return new ServerConfiguration(
                file.requiredParts("versions", 1000, Version::from),
                file.part("limits", Limits::from),
                file.optional("history", Form.whole(1, 100_000_000)),
                file.optional("active", Form.whole(1, 10_000_000)),
                Boolean.TRUE.equals(file.optional("strict", Form.SWITCH)),
                file.list("trustedProxies", 100, Form.ADDRESSES),
                file.part("identity", IdentityConfiguration::from),
                file.requiredParts("projects", 10_000, project -> ProjectConfiguration.from(project, credentials)));
    }

    int historyOrDefault() {
        return history == null ? DEFAULT_HISTORY : history;
    }

    int activeOrDefault() {
        return active == null ? DEFAULT_ACTIVE : active;
    }

    List<String> proxiesOrNone() {
        return trustedProxies == null ? List.of() : trustedProxies;
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
     * One offered version.
     *
     * @param version the version
     * @param type its line; BASIC_VERSION if null
     */
    record Version(String version, @Nullable String type) {
        private static final Form<String> VERSION = Form.matching("[0-9A-Za-z_.-]{1,64}");
        private static final Form<String> TYPE = Form.oneOf("BASIC_VERSION", "ADVANCE_VERSION");

        static Version from(Settings version) {
            return new Version(version.required("version", VERSION), version.optional("type", TYPE));
        }
    }

    /**
     * The time limits, as ISO 8601 durations such as {@code PT30S}.
     *
     * @param pickUp how long a task may be PENDING
     * @param execution how long it may be RUNNING
     * @param rollbackWindow how long an update may be rolled back
     */
    record Limits(
            @Nullable Duration pickUp,
            @Nullable Duration execution,
            @Nullable Duration rollbackWindow) {
        static Limits from(Settings limits) {
            return new Limits(
                    limits.optional("pickUp", Form.LONGER_THAN_ZERO),
                    limits.optional("execution", Form.LONGER_THAN_ZERO),
                    limits.optional("rollbackWindow", Form.LONGER_THAN_ZERO));
        }
    }
}
