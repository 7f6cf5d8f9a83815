package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.spring.AgentMaintenanceProperties.DbScheduler;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Limits;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Memory;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Postgresql;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Supervision;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Token;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Version;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of the properties. Throws {@link SetupFailure} for a value outside of them. */
final class PropertyChecks {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final int MAX_VERSIONS = 1_000;
    private static final int MAX_TOKENS = 10_000;
    private static final int MAX_NAME = 64;
    private static final int MAX_HISTORY = 100_000_000;
    private static final int MAX_ACTIVE = 10_000_000;
    private static final int MAX_THREADS = 1_000;
    private static final Pattern PATH = Pattern.compile("(/[0-9A-Za-z._~-]+)*");
    private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");
    private static final Pattern NODE = Pattern.compile("[0-9A-Za-z_.-]{1,31}");

    private PropertyChecks() {}

    static void path(String path) {
        require(
                PATH.matcher(path).matches() && !path.equals("/v3") && !path.startsWith("/v3/"),
                "path",
                "must be empty, or a path such as /ces that begins with a slash, does not end with one, and is not below /v3");
    }

    static void limits(Limits limits) {
        duration("limits.pick-up", limits.pickUp());
        duration("limits.execution", limits.execution());
        duration("limits.rollback-window", limits.rollbackWindow());
    }

    static void duration(String name, Duration value) {
        duration(name, value, SHORTEST, LONGEST, "must be longer than zero and at most 36,500 days");
    }

    static void supervision(Supervision supervision) {
        duration(
                "supervision.expire-every",
                supervision.expireEvery(),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                "must be 100 milliseconds to 10 seconds");
        duration(
                "supervision.resume-every",
                supervision.resumeEvery(),
                Duration.ofSeconds(1),
                Duration.ofMinutes(10),
                "must be 1 second to 10 minutes");
        duration(
                "supervision.work-every",
                supervision.workEvery(),
                Duration.ofMillis(10),
                Duration.ofSeconds(10),
                "must be 10 milliseconds to 10 seconds");
    }

    static void versions(List<Version> versions) {
        require(versions.size() <= MAX_VERSIONS, "versions", "must have at most 1,000 elements");
        for (int i = 0; i < versions.size(); i++) {
            String name = "versions[" + i + "].version";
            require(
                    TextForm.VERSION.accepts(versions.get(i).version()),
                    name,
                    "must match " + TextForm.VERSION.pattern());
        }
    }

    static void tokens(List<Token> tokens) {
        require(tokens.size() <= MAX_TOKENS, "tokens", "must have at most 10,000 elements");
        Set<List<@Nullable String>> seen = new HashSet<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String element = "tokens[" + i + "]";
            require(isName(token.name()), element + ".name", "must have 1 to 64 characters, and no control characters");
            require(
                    isVisible(token.value()),
                    element + ".value",
                    "must have 1 to 16,384 visible ASCII characters, and no spaces");
            // Spring leaves it as it stands if the variable is not set, and then everybody who reads the file knows the
            // token.
            require(
                    !String.valueOf(token.value()).contains("${"),
                    element + ".value",
                    "must not be a placeholder: the variable that it names is not set");
            require(
                    TextForm.PROJECT_ID.accepts(token.project()),
                    element + ".project",
                    "must match " + TextForm.PROJECT_ID.pattern());
            require(
                    token.actions() == null || !token.actions().isEmpty(),
                    element + ".actions",
                    "must name at least one of create, list, status if it is present");
            require(
                    seen.add(List.of(orEmpty(token.value()), orEmpty(token.project()))),
                    element + ".project",
                    "must not be the project of an element before it that has the same value");
        }
    }

    static void memory(Memory memory) {
        whole("memory.history", memory.history(), MAX_HISTORY, "must be 1 to 100,000,000");
        whole("memory.active", memory.active(), MAX_ACTIVE, "must be 1 to 10,000,000");
    }

    static void postgresql(Postgresql postgresql) {
        require(SCHEMA.matcher(postgresql.schema()).matches(), "postgresql.schema", "must match " + SCHEMA.pattern());
    }

    static void dbScheduler(DbScheduler engine) {
        whole("db-scheduler.threads", engine.threads(), MAX_THREADS, "must be 1 to 1,000");
        require(NODE.matcher(engine.node()).matches(), "db-scheduler.node", "must match " + NODE.pattern());
    }

    private static void duration(String name, Duration value, Duration least, Duration most, String otherwise) {
        require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, name, otherwise);
    }

    private static void whole(String name, int value, int most, String otherwise) {
        require(value >= 1 && value <= most, name, otherwise);
    }

    private static boolean isName(@Nullable String name) {
        return name != null
                && !name.isBlank()
                && name.length() <= MAX_NAME
                && name.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isVisible(@Nullable String token) {
        return token != null
                && !token.isEmpty()
                && token.length() <= TokenStore.MAX_LENGTH
                && token.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static void require(boolean isLegal, String name, String otherwise) {
        if (!isLegal) {
            throw SetupFailure.property(AgentMaintenanceProperties.PREFIX + "." + name, otherwise);
        }
    }
}
