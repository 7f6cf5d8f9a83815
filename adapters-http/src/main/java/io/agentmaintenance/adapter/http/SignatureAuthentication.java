package io.agentmaintenance.adapter.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Callers known by their signatures: {@code SDK-HMAC-SHA256}, verified over exactly the headers that the request names as
 * signed. Documented: the algorithm, that {@code X-Sdk-Date} must be signed and at most 15 minutes off.
 *
 * <p>A request without an {@code Authorization} header, or with one of another kind such as {@code Bearer}, has no credentials of
 * this kind. Every other fault makes the credentials invalid. Equal requests are not refused, because two requests of one
 * second can be equal byte for byte. So a copied request is valid as long as its date is; only TLS prevents copying.
 *
 * <p>Signatures and security tokens are compared in constant time, and an unknown key takes as long as a known one. A reason
 * contains nothing of the request or of a key. Thread-safe.
 */
public final class SignatureAuthentication implements Authentication {
    private final AccessKeys keys;
    private final Clock clock;
    // Checked in place of a key that is not known, so that both take the same time.
    private final AccessKey unknown;

    /**
     * Makes the verifier.
     *
     * @param keys where keys are looked up; an exception it throws is propagated by {@link #authenticate}
     * @param clock the time that dates of requests are compared with
     */
    public SignatureAuthentication(AccessKeys keys, Clock clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.clock = Objects.requireNonNull(clock, "clock");
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        char[] text = HexFormat.of().formatHex(secret).toCharArray();
        this.unknown = AccessKey.permanent("unknown", text, new ProjectCaller("unknown", Map.of()));
    }

    @Override
    public Verdict authenticate(ApiRequest request) {
        List<String> fields = request.headers().all("Authorization");
        if (fields.stream().noneMatch(SignatureHeader::isOfItsKind)) {
            return new Verdict.NotPresent();
        }
        try {
            if (fields.size() > 1) {
                throw new SignatureRefusal("more than one Authorization header");
            }
            return new Verdict.Proven(verify(request, SignatureHeader.parse(fields.get(0))));
        } catch (SignatureRefusal refusal) {
            return new Verdict.Disproven(refusal.why());
        }
    }

    private Caller verify(ApiRequest request, SignatureHeader header) throws SignatureRefusal {
        String date = SignatureDate.of(request, header, clock);
        List<String> spellings = CanonicalRequest.spellings(request, header);
        AccessKey found = keys.find(header.accessKey());
        AccessKey key = found == null ? unknown : found;
        boolean signed = false;
        for (String spelling : spellings) {
            signed |= key.signed(stringToSign(date, spelling), header.signature());
        }
        if (found == null) {
            throw new SignatureRefusal("the access key is unknown");
        }
        if (!signed) {
            SignatureLog.mismatch(spellings.get(0));
            throw new SignatureRefusal("the signature is not that of the request");
        }
        if (!key.admits(request.headers().all("X-Security-Token"))) {
            throw new SignatureRefusal("the security token is missing or not that of the access key");
        }
        return key.caller();
    }

    static String stringToSign(String date, String canonicalRequest) {
        return SignatureHeader.ALGORITHM + '\n' + date + '\n' + SignaturePayload.sha256(canonicalRequest);
    }
}
