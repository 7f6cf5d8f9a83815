package io.agentmaintenance.adapter.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling. Several kinds of credentials can be combined: see {@link #firstOf}. Thread-safe. */
@FunctionalInterface
public interface Authentication {
    /**
     * Checks the credentials of a request.
     *
     * @param request the request
     * @return the caller; or that the credentials are not valid; or that there are none of the kind that is checked here
     */
    Verdict authenticate(ApiRequest request);

    /**
     * {@return an authentication that asks others one after the other, until one finds credentials of its kind}
     *
     * @param ways the others, in their order
     */
    static Authentication firstOf(List<Authentication> ways) {
        List<Authentication> copy = List.copyOf(ways);
        return request -> {
            for (Authentication way : copy) {
                Verdict verdict = way.authenticate(request);
                if (!(verdict instanceof Verdict.NotPresent)) {
                    return verdict;
                }
            }
            return new Verdict.NotPresent();
        };
    }

    /** The result of the check. An answer of the API never shows which of the last two it was. */
    sealed interface Verdict {
        /**
         * The credentials prove who is calling.
         *
         * @param caller the caller, with its rights in each project
         * @param expiry the first moment at which the credentials are no longer valid in any project, or null if they do not
         *     expire; the rights in a project may expire earlier, see {@link Grant}
         */
        record Proven(Caller caller, @Nullable Instant expiry) implements Verdict {
            /** A caller whose credentials do not expire. */
            public Proven(Caller caller) {
                this(caller, null);
            }
        }

        /**
         * The credentials are not valid.
         *
         * @param why the reason for a log line, without secrets
         */
        record Disproven(String why) implements Verdict {}

        /** There are no credentials of the kind that was checked. */
        record NotPresent() implements Verdict {}
    }
}
