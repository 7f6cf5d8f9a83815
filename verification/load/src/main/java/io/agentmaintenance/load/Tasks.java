package io.agentmaintenance.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the tasks of a project from its list. */
final class Tasks {
    static final int PAGE = 100;

    private static final String ID = "\"invocation_id\":\"";
    private static final Pattern ACCEPTED = Pattern.compile(ID + "([^\"]+)\"");
    private static final Duration LONG = Duration.ofMinutes(2);

    private final int port;
    private final String project;

    Tasks(int port, String project) {
        this.port = port;
        this.project = project;
    }

    /** {@return the ids of tasks in a body} */
    static Stream<String> ids(String body) {
        return ACCEPTED.matcher(body).results().map(match -> match.group(1));
    }

    /** {@return the id of the first task in a body, if there is one} */
    static Optional<String> firstId(String body) {
        int at = body.indexOf(ID);
        int from = at + ID.length();
        return at < 0 ? Optional.empty() : Optional.of(body.substring(from, body.indexOf('"', from)));
    }

    /** {@return the number of tasks in a body} */
    static int count(String body) {
        return count(body, ID);
    }

    static int succeeded(String body) {
        return count(body, "\"SUCCEEDED\"");
    }

    // No regular expression: the load generator shares the machine with the measured server.
    private static int count(String body, String what) {
        int count = 0;
        for (int at = body.indexOf(what); at >= 0; at = body.indexOf(what, at + what.length())) {
            count++;
        }
        return count;
    }

    /**
     * Reads pages in order.
     *
     * @param offset the first one
     * @param step from one offset to the next
     * @param wanted whether a page at this offset is wanted
     * @param page gets the body of each page; returning false ends the walk
     */
    void walk(long offset, long step, LongPredicate wanted, Predicate<String> page) throws IOException {
        long[] next = {offset};
        boolean[] goesOn = {true};
        Requests pages = () -> {
            if (!goesOn[0] || !wanted.test(next[0])) {
                return null;
            }
            String query = "?limit=" + PAGE + "&offset=" + next[0];
            next[0] += step;
            String target = "/v3/" + project + "/agent-invocations" + query;
            return ByteBuffer.wrap(BenchRequests.request("GET", target, ""));
        };
        Driver.closed(port, 1)
                .showing(answer -> goesOn[0] = page.test(answer.body()))
                .run(pages, LONG);
    }
}
