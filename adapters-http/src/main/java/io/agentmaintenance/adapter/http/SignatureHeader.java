package io.agentmaintenance.adapter.http;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed {@code Authorization} field of a signed request. Documented: its form, with one blank after the algorithm
 * and a comma and a blank between the parts; lower-case names, lower-case hex.
 *
 * @param accessKey the id of the key
 * @param signedHeaders the names of the signed headers, in the order in which they were signed
 * @param signature the 32 bytes of the signature
 */
@SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
record SignatureHeader(String accessKey, List<String> signedHeaders, byte[] signature) {
    static final String ALGORITHM = "SDK-HMAC-SHA256";

    private static final int MAX_LENGTH = 8192;
    private static final int MAX_SIGNED_HEADERS = 100;
    private static final Pattern FORM =
            Pattern.compile(ALGORITHM + " Access=([^, ]+), SignedHeaders=([^, ]+), Signature=([0-9a-f]{64})");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9!#$%&'*+.^_`|~-]+"); // A token of RFC 9110, in lower case.

    /** Whether this is meant as a request signature, even if it is malformed or its algorithm is not supported. */
    static boolean isOfItsKind(String authorization) {
        String start = authorization.stripLeading().toUpperCase(Locale.ROOT);
        return start.startsWith("SDK-") || start.startsWith("V11-");
    }

    static SignatureHeader parse(String authorization) throws SignatureRefusal {
        if (authorization.length() > MAX_LENGTH) {
            throw new SignatureRefusal("the Authorization header is too long");
        }
        String value = authorization.trim();
        if (!value.startsWith(ALGORITHM + " ")) {
            throw new SignatureRefusal("the algorithm is not " + ALGORITHM);
        }
        Matcher parts = FORM.matcher(value);
        if (!parts.matches() || !AccessKey.isLegalId(parts.group(1))) {
            throw new SignatureRefusal("the Authorization header is malformed");
        }
        List<String> names = List.of(parts.group(2).split(";", -1));
        if (names.size() > MAX_SIGNED_HEADERS || new HashSet<>(names).size() != names.size()) {
            throw new SignatureRefusal("too many signed headers, or one named twice");
        }
        if (!names.stream().allMatch(name -> NAME.matcher(name).matches())) {
            throw new SignatureRefusal("a signed header is not named by a lower-case token");
        }
        return new SignatureHeader(parts.group(1), names, HexFormat.of().parseHex(parts.group(3)));
    }
}
