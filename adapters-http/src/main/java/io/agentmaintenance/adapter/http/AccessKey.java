package io.agentmaintenance.adapter.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An access key (AK) with its secret (SK): a client signs its requests with it. The secret cannot be
 * read again, and it is not in any text for logs. Immutable and thread-safe.
 */
public final class AccessKey {
    static final int MAX_ID_LENGTH = 128;
    private static final String HMAC = "HmacSHA256";

    private final String id;
    private final SecretKeySpec secret;
    private final byte @Nullable [] securityToken;
    private final Caller caller;

    private AccessKey(String id, char[] secret, byte @Nullable [] securityToken, Caller caller) {
        if (!isLegalId(id)) {
            throw new IllegalArgumentException(
                    "access key must be 1 to " + MAX_ID_LENGTH + " visible ASCII characters without a comma");
        }
        if (secret.length == 0 || (securityToken != null && securityToken.length == 0)) {
            throw new IllegalArgumentException("secret and security token of access key " + id + " must not be empty");
        }
        this.id = id;
        this.secret = new SecretKeySpec(utf8(secret), HMAC);
        this.securityToken = securityToken;
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /**
     * {@return a key that does not expire}
     *
     * @param id its id: 1 to 128 visible ASCII characters without a comma
     * @param secret its secret, not empty; copied, so that the caller may wipe it
     * @param caller who signs with it
     * @throws IllegalArgumentException if id or secret are not as described; the message does not show the secret
     */
    public static AccessKey permanent(String id, char[] secret, Caller caller) {
        return new AccessKey(id, secret, null, caller);
    }

    /**
     * {@return a temporary key: a request must carry its security token as well, signed or not}
     *
     * @param id its id: 1 to 128 visible ASCII characters without a comma
     * @param secret its secret, not empty; copied, so that the caller may wipe it
     * @param securityToken what {@code X-Security-Token} must hold, not empty; copied
     * @param caller who signs with it
     * @throws IllegalArgumentException if a text is not as described; the message does not show the secrets
     */
    public static AccessKey temporary(String id, char[] secret, char[] securityToken, Caller caller) {
        return new AccessKey(id, secret, utf8(securityToken), caller);
    }

    /**
     * {@return the id; no secret}
     */
    public String id() {
        return id;
    }

    /**
     * {@return who signs with this key}
     */
    public Caller caller() {
        return caller;
    }

    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }

    /** Whether this is the signature of the text by this key. Takes the same time for every wrong signature. */
    boolean signed(String stringToSign, byte[] signature) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return MessageDigest.isEqual(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)), signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    /** Whether these values of {@code X-Security-Token} fit the key. A permanent key needs none. */
    boolean admits(List<String> securityTokens) {
        if (securityToken == null) {
            return true;
        }
        return securityTokens.size() == 1
                && MessageDigest.isEqual(
                        securityToken, securityTokens.get(0).trim().getBytes(StandardCharsets.UTF_8));
    }

    static boolean isLegalId(String id) {
        return !id.isEmpty()
                && id.length() <= MAX_ID_LENGTH
                && id.chars().allMatch(c -> c > ' ' && c < 0x7F && c != ',');
    }

    private static byte[] utf8(char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
