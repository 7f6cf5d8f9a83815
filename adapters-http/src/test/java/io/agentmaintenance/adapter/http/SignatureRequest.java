package io.agentmaintenance.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A request under construction, with a signer that is independent of the code under test. */
final class SignatureRequest {
    static final String KEY = "AKEXAMPLE0000000001";
    static final String SECRET = "skexample/abc+DEF=0123456789";
    static final String DATE = "20261123T080000Z";
    static final String EMPTY_HASH = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    String method = "POST";
    String path = "/v3/0123456789abcdef0123456789abcdef/agent-invocations/batch-create";

    @Nullable String query;

    byte[] body = new byte[0];
    boolean bodyTooLarge;
    final List<String[]> headers = new ArrayList<>();

    static SignatureRequest post(String body) {
        SignatureRequest request = new SignatureRequest();
        request.body = body.getBytes(StandardCharsets.UTF_8);
        return request;
    }

    static SignatureRequest get(String path, @Nullable String query) {
        SignatureRequest request = new SignatureRequest();
        request.method = "GET";
        request.path = path;
        request.query = query;
        return request;
    }

    SignatureRequest with(String name, String value) {
        headers.add(new String[] {name, value});
        return this;
    }

    SignatureRequest without(String name) {
        headers.removeIf(field -> field[0].equalsIgnoreCase(name));
        return this;
    }

    SignatureRequest replaced(String name, String value) {
        return without(name).with(name, value);
    }

    /** The value of a field that is present. */
    String header(String name) {
        return all(name).get(0);
    }

    /** Signs path and query as they must be spelt in the canonical form. */
    SignatureRequest signed(String signedHeaders, String canonicalPath, String canonicalQuery) {
        return signed(KEY, SECRET, signedHeaders, canonicalPath, canonicalQuery, hex(sha256(body)));
    }

    SignatureRequest signed(
            String key,
            String secret,
            String signedHeaders,
            String canonicalPath,
            String canonicalQuery,
            String payload) {
        String lines = List.of(signedHeaders.split(";", -1)).stream()
                .flatMap(name -> all(name).stream().map(value -> name + ":" + value.strip() + "\n"))
                .collect(Collectors.joining());
        String canonical = String.join(
                "\n", method.toUpperCase(Locale.ROOT), canonicalPath, canonicalQuery, lines, signedHeaders, payload);
        String text = String.join(
                "\n", "SDK-HMAC-SHA256", header("X-Sdk-Date"), hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        return replaced(
                "Authorization",
                "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s"
                        .formatted(key, signedHeaders, hex(hmac(secret, text))));
    }

    ApiRequest asSent() {
        return new ApiRequest(
                method,
                path,
                query,
                new RequestHeaders() {
                    @Override
                    public @Nullable String first(String name) {
                        return all(name).stream().findFirst().orElse(null);
                    }

                    @Override
                    public List<String> all(String name) {
                        return SignatureRequest.this.all(name);
                    }
                },
                body,
                bodyTooLarge);
    }

    private List<String> all(String name) {
        return headers.stream()
                .filter(field -> field[0].equalsIgnoreCase(name))
                .map(field -> field[1])
                .toList();
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return java.security.MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
