package io.agentmaintenance.adapter.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The last part of a canonical request: the hash of the body. A client may send it in a header; then it counts as it is spelt
 * there. It is verified: a hash must match the body, and a request whose body is declared as unsigned must have no body.
 */
final class SignaturePayload {
    private static final String NAME = "X-Sdk-Content-Sha256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private SignaturePayload() {}

    static String of(ApiRequest request) throws SignatureRefusal {
        if (request.bodyTooLarge()) {
            throw new SignatureRefusal("the body was not read, so its signature cannot be verified");
        }
        String hash = sha256(request.body());
        List<String> given = request.headers().all(NAME);
        if (given.isEmpty()) {
            return hash;
        }
        String value = given.get(0).trim();
        if (given.size() > 1) {
            throw new SignatureRefusal(NAME + " is repeated");
        }
        if (value.equals(UNSIGNED) ? request.body().length > 0 : !value.equalsIgnoreCase(hash)) {
            throw new SignatureRefusal(NAME + " is not the hash of the body");
        }
        return value;
    }

    /** Lower-case hex of SHA-256 of a text whose characters are bytes. */
    static String sha256(String bytes) {
        return sha256(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
