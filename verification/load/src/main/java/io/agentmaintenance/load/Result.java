package io.agentmaintenance.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The measurements of a run. Not thread-safe. */
final class Result {
    private static final long LONGEST = 60_000_000_000L;

    /** Response times of successful requests, in nanoseconds from when the request was due. */
    final Histogram good = new Histogram(LONGEST, 3);

    /** Response times of rejected requests (429 and 503), from when the request was due. */
    final Histogram rejected = new Histogram(LONGEST, 3);

    /** Response times from when the request was sent, without the wait for a free connection. */
    final Histogram rejectedSinceSent = new Histogram(LONGEST, 3);

    final Map<Integer, Long> statuses = new TreeMap<>();
    long bytes;
    /** Broken connections and unreadable responses. */
    long broken;
    /** Rejections without Retry-After or without an error in the body. */
    long malformedRejections;

    double seconds;

    void count(AnswerParser answer, long nanos, long sinceSent) {
        int status = answer.status();
        statuses.merge(status, 1L, Long::sum);
        bytes += answer.length();
        if (status < 300) {
            good.recordValue(Math.min(nanos, LONGEST));
        } else if (status == 429 || status == 503) {
            rejected.recordValue(Math.min(nanos, LONGEST));
            rejectedSinceSent.recordValue(Math.min(sinceSent, LONGEST));
            if (!answer.head().contains("\r\nretry-after:") || !answer.body().contains("\"error_code\"")) {
                malformedRejections++;
            }
        }
    }

    /** {@return responses of any status per second} */
    double perSecond() {
        return statuses.values().stream().mapToLong(Long::longValue).sum() / seconds;
    }

    /** {@return responses that are neither successful nor well-formed rejections, and failures} */
    long bad() {
        long all = statuses.values().stream().mapToLong(Long::longValue).sum();
        return all - good.getTotalCount() - rejected.getTotalCount() + broken + malformedRejections;
    }

    double goodPerSecond() {
        return good.getTotalCount() / seconds;
    }

    double bytesPerAnswer() {
        return bytes / (double) Math.max(1, good.getTotalCount() + rejected.getTotalCount());
    }

    static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }
}
