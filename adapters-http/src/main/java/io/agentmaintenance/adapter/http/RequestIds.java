package io.agentmaintenance.adapter.http;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chooses the id of each request: the caller's own if its form is allowed, else a new one. Thread-safe. */
final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final int MAX_LENGTH = 64;

    private final Supplier<String> source;
    private final Supplier<String> fallback = counting();

    RequestIds(@Nullable Supplier<String> source) {
        this.source = source == null ? fallback : source;
    }

    /** Makes ids that no other process makes: a random prefix and a count. They may be guessable. */
    private static Supplier<String> counting() {
        HexFormat hex = HexFormat.of();
        String process = hex.toHexDigits(new SecureRandom().nextLong());
        AtomicLong count = new AtomicLong();
        return () -> process + hex.toHexDigits(count.incrementAndGet());
    }

    String of(RequestHeaders headers) {
        String sent = headers.first(HEADER);
        return sent != null && isSane(sent) ? sent : next();
    }

    /** A new id from the host's source. If its form is not allowed in a header or a log line, an id is made here instead. */
    String next() {
        String id = source.get();
        return isSane(id) ? id : fallback.get();
    }

    /** A new id that depends neither on the headers of the request nor on the host's source. */
    String ours() {
        return fallback.get();
    }

    private static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!Names.isHarmless(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
