package io.agentmaintenance.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What came of a run. Used by one thread. */
final class Result {
    private static final long LONGEST = 60_000_000_000L;

    /** Times of answers as wished, in nanoseconds from when the request was due. */
    final Histogram good = new Histogram(LONGEST, 3);

    /** Times of answers that turn a request away: 429 and 503. */
    final Histogram turnedAway = new Histogram(LONGEST, 3);

    /** The same from when the request was sent: without the wait for one of the connections, which is the caller's. */
    final Histogram turnedAwaySinceSent = new Histogram(LONGEST, 3);

    final Map<Integer, Long> statuses = new TreeMap<>();
    long bytes;
    /** Connections that broke, and answers that could not be read. */
    long broken;
    /** Answers that turn away, but not as they should: without Retry-After or an error in the body. */
    long rude;

    double seconds;

    void count(AnswerParser answer, long nanos, long sinceSent) {
        int status = answer.status();
        statuses.merge(status, 1L, Long::sum);
        bytes += answer.length();
        if (status < 300) {
            good.recordValue(Math.min(nanos, LONGEST));
        } else if (status == 429 || status == 503) {
            turnedAway.recordValue(Math.min(nanos, LONGEST));
            turnedAwaySinceSent.recordValue(Math.min(sinceSent, LONGEST));
            if (!answer.head().contains("\r\nretry-after:") || !answer.body().contains("\"error_code\"")) {
                rude++;
            }
        }
    }

    /** {@return answers of any kind, in a second} */
    double perSecond() {
        return statuses.values().stream().mapToLong(Long::longValue).sum() / seconds;
    }

    /** {@return answers that are neither as wished nor turn away} */
    long bad() {
        long all = statuses.values().stream().mapToLong(Long::longValue).sum();
        return all - good.getTotalCount() - turnedAway.getTotalCount() + broken + rude;
    }

    double goodPerSecond() {
        return good.getTotalCount() / seconds;
    }

    double bytesPerAnswer() {
        return bytes / (double) Math.max(1, good.getTotalCount() + turnedAway.getTotalCount());
    }

    static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
