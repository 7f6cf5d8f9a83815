package io.agentmaintenance.emulator.iam;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import io.agentmaintenance.adapter.http.TokenStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The signer and verifier of tokens, with one secret key: JSON Web Signatures with HMAC-SHA-256. Thread-safe. */
final class TokenSigner {
    /** The smallest number of bytes of a key. */
    static final int MIN_KEY = 32;

    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    private static final String START = HEADER.toBase64URL() + ".";
    private static final String HMAC = "HmacSHA256";
    private static final int REFERENCE_BYTES = 16;

    private final SecretKeySpec key;
    private final MACSigner signer;
    private final JWSVerifier verifier;

    TokenSigner(byte[] key) {
        if (key.length < MIN_KEY) {
            throw new IllegalArgumentException("a key must have at least " + MIN_KEY + " bytes");
        }
        this.key = new SecretKeySpec(key, HMAC);
        try {
            signer = new MACSigner(this.key);
            verifier = new MACVerifier(this.key);
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }

    String sign(Map<String, Object> claims) {
        JWSObject token = new JWSObject(HEADER, new Payload(claims));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of " + MIN_KEY + " bytes can sign", e);
        }
        return token.serialize();
    }

    /**
     * The claims of a token that was signed with this key, or null. Only the header that this class writes is accepted, so a
     * token cannot choose its algorithm. Only one encoding of a token is accepted.
     */
    @Nullable Map<String, Object> verify(String token) {
        if (token.length() > TokenStore.MAX_LENGTH || !token.startsWith(START)) {
            return null;
        }
        try {
            JWSObject read = JWSObject.parse(token);
            Base64URL signature = read.getSignature();
            boolean valid = read.verify(verifier)
                    && Base64URL.encode(signature.decode()).equals(signature)
                    && read.serialize().equals(token);
            return valid ? read.getPayload().toJSONObject() : null;
        } catch (ParseException | JOSEException e) {
            return null;
        }
    }

    /** A text that identifies a secret. The secret cannot be derived from it without the key. */
    String reference(String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            // No token has a colon before its first dot, so this is never the text of a signature.
            byte[] hash = mac.doFinal(("reference:" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64URL.encode(Arrays.copyOf(hash, REFERENCE_BYTES)).toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + HMAC, e);
        }
    }
}
