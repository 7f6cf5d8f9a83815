package io.agentmaintenance.adapter.http;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out who is calling. Several ways may live side by side: see {@link #firstOf}. Thread-safe. */
@FunctionalInterface
public interface Authentication {
    /**
     * Looks at the credentials of a request.
     *
     * @param request the request
     * @return who is calling; or that its credentials prove nothing; or that it has none of the kind this way looks at
     */
    Verdict authenticate(ApiRequest request);

    /**
     * {@return the way that asks others one after the other, until one finds credentials of its kind}
     *
     * @param ways the ways, in their order
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

    /** What a look at the credentials shows. A caller of the API is never told which of the last two it was. */
    sealed interface Verdict {
        /**
         * The credentials prove who is calling.
         *
         * @param caller the caller, with its rights in each project
         * @param expiry the first moment at which the credentials prove nothing any more in any project, or null if they do not
         *     expire; the rights in a project may expire earlier, see {@link Grant}
         */
        record Proven(Caller caller, @Nullable Instant expiry) implements Verdict {
            /** The proof by credentials that do not expire. */
            public Proven(Caller caller) {
                this(caller, null);
            }
        }

        /**
         * The credentials prove nothing.
         *
         * @param why the reason for a log line, without secrets
         */
        record Disproven(String why) implements Verdict {}

        /** There are no credentials of the kind that was looked at. */
        record NotPresent() implements Verdict {}
    }
}
