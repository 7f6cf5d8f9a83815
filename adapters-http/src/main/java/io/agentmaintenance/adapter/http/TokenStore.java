package io.agentmaintenance.adapter.http;

import io.agentmaintenance.adapter.http.Authentication.Verdict.Proven;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that are in force, each with its caller. Only their SHA-256 is kept, so that a look into memory or a heap dump
 * shows none; a digest is found by a part of it and then compared in constant time. Bounded: what has expired makes room.
 * Thread-safe.
 */
public final class TokenStore {
    /** The greatest number of characters of a token. Documented. */
    public static final int MAX_LENGTH = 16_384;

    /** How many tokens are kept unless the host says otherwise. */
    public static final int STANDARD_CAPACITY = 100_000;

    private static final byte[] NO_DIGEST = new byte[32];

    // Written only by one thread at a time, because the capacity counts; read by all, without a lock.
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private final Clock clock;
    private final int capacity;

    /**
     * Makes an empty store of the standard capacity.
     *
     * @param clock decides whether a token has expired
     */
    public TokenStore(Clock clock) {
        this(clock, STANDARD_CAPACITY);
    }

    /**
     * Makes an empty store.
     *
     * @param clock decides whether a token has expired
     * @param capacity how many tokens are kept at most; positive
     * @throws IllegalArgumentException if the capacity is not positive
     */
    public TokenStore(Clock clock, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be positive");
        }
        this.clock = clock;
        this.capacity = capacity;
    }

    /**
     * Puts a token in force, or gives a known one another caller and expiry.
     *
     * @param token the token, 1 to 16,384 visible ASCII characters
     * @param caller who proves to be calling by it
     * @param expiry the first moment at which it is not in force any more in any project, or null for never; in a single
     *     project the caller's rights may expire earlier
     * @throws IllegalArgumentException if the token has another form; the message does not quote it
     * @throws IllegalStateException if there is no room, because too many tokens are in force
     */
    public void add(String token, Caller caller, @Nullable Instant expiry) {
        byte[] digest = digest(requireForm(token));
        synchronized (entries) {
            if (entries.size() >= capacity && !entries.containsKey(key(digest))) {
                makeRoom();
            }
            entries.put(key(digest), new Entry(digest, new Proven(caller, expiry)));
        }
    }

    /**
     * Takes a token out of force, at once.
     *
     * @param token the token
     * @return whether it was known
     */
    public boolean revoke(String token) {
        byte[] digest = digest(token);
        synchronized (entries) {
            Entry entry = entries.get(key(digest));
            return entry != null && entry.isOf(digest) && entries.remove(key(digest), entry);
        }
    }

    /**
     * {@return the caller of a token that is in force, or null; the reason is not returned}
     *
     * @param token the token as it was sent
     */
    public @Nullable Caller find(String token) {
        Proven proven = prove(token);
        return proven == null ? null : proven.caller();
    }

    /** The same, with the expiry of the token. */
    @Nullable Proven prove(String token) {
        byte[] digest = digest(token);
        Entry entry = entries.get(key(digest));
        // An unknown token takes the same steps as an expired one.
        boolean equal = MessageDigest.isEqual(entry == null ? NO_DIGEST : entry.digest, digest);
        return entry != null && equal && entry.isInForce(clock) ? entry.proven : null;
    }

    private void makeRoom() {
        entries.values().removeIf(entry -> !entry.isInForce(clock));
        if (entries.size() >= capacity) {
            throw new IllegalStateException("too many tokens are in force: " + capacity);
        }
    }

    private static String requireForm(String token) {
        boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (token.isEmpty() || token.length() > MAX_LENGTH || !visible) {
            throw new IllegalArgumentException("a token must have 1 to " + MAX_LENGTH + " visible ASCII characters");
        }
        return token;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    // The first eight bytes: a caller cannot choose them without breaking the digest.
    private static Long key(byte[] digest) {
        long key = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            key = (key << 8) | (digest[i] & 0xff);
        }
        return key;
    }

    /** A token in force. */
    private static final class Entry {
        private final byte[] digest;
        private final Proven proven;

        private Entry(byte[] digest, Proven proven) {
            this.digest = digest;
            this.proven = proven;
        }

        private boolean isOf(byte[] other) {
            return MessageDigest.isEqual(digest, other);
        }

        private boolean isInForce(Clock clock) {
            Instant expiry = proven.expiry();
            return expiry == null || clock.instant().isBefore(expiry);
        }
    }
}
