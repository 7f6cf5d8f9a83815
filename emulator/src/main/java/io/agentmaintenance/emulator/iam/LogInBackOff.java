package io.agentmaintenance.emulator.iam;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A limit on the guessing of passwords. After a few wrong passwords in a row, further log-ins of that user are refused unchecked
 * for a time that doubles with each wrong password. Unknown users are counted as well, so that an answer does not show which
 * users exist. Bounded: only the users who failed last are stored. Thread-safe.
 */
final class LogInBackOff {
    private static final int FREE_ATTEMPTS = 5;
    private static final int MAX_USERS = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int DOUBLINGS = 5;
    private static final Duration MAX_WAIT = FIRST_WAIT.multipliedBy(1L << DOUBLINGS);
    private static final Duration FORGET_AFTER = Duration.ofMinutes(15);

    private final Map<String, Failures> failures = new LinkedHashMap<>();

    private record Failures(int count, Instant last, Instant end) {}

    /** How long a log-in of this user is refused from now on; zero if it may be checked. */
    synchronized Duration remaining(String user, Instant now) {
        Failures known = failures.get(user);
        if (known == null || isForgotten(known, now) || !now.isBefore(known.end())) {
            return Duration.ZERO;
        }
        return Duration.between(now, known.end());
    }

    synchronized void failed(String user, Instant now) {
        Failures before = failures.remove(user);
        int count = before == null || isForgotten(before, now) ? 1 : before.count() + 1;
        Duration wait = count < FREE_ATTEMPTS
                ? Duration.ZERO
                : FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE_ATTEMPTS, DOUBLINGS));
        failures.put(user, new Failures(count, now, now.plus(wait)));
        if (failures.size() > MAX_USERS) {
            failures.remove(failures.keySet().iterator().next());
        }
    }

    synchronized void succeeded(String user) {
        failures.remove(user);
    }

    // Also after the clock was set back: a failure with a later time must not lock a user out until that time.
    private static boolean isForgotten(Failures known, Instant now) {
        return Duration.between(known.last(), now).compareTo(FORGET_AFTER) > 0
                || Duration.between(now, known.end()).compareTo(MAX_WAIT) > 0;
    }
}
