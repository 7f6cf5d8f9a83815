package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The signer of the official Java SDK as oracle")
class SignatureOracleTest {
    private static final int REQUESTS = 5000;
    private static final String[] PIECES = {
        "a", "Z", "0", "-", "_", ".", "~", "*", "+", " ", "%", "%2", "%41", "&", "=", "/", "?", "#", ";", ":", "@", "!",
        "$", "'", "(", ")", ",", "[", "]", "{", "}", "|", "\\", "^", "`", "\"", "<", ">", "é", "你好", "😀", "\t", "\n"
    };
    private static final List<HttpMethod> METHODS = List.of(HttpMethod.values());
    // Names need no escapes here, because the SDK does not escape names in its URL but escapes them for the signature.
    private static final String NAME_CHARACTERS = "abcxyzABCXYZ019_-.~";

    private final long seed = Long.getLong("seed", 20261123L);

    static String asOnTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** A request of the SDK, and the parts that reach the server. */
    private static SignatureRequest next(SplittableRandom random) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            List<String> values = new ArrayList<>();
            for (int n = random.nextInt(4) == 0 ? random.nextInt(4) : 1; n > 0; n--) {
                values.add(text(random, 6));
            }
            query.put(name(random), values);
        }
        String path = path(random);
        String host = random.nextBoolean() ? "127.0.0.1:8080" : "ces.region.example.com";
        boolean temporary = random.nextInt(4) == 0;

        HttpRequest.HttpRequestBuilder builder = HttpRequest.newBuilder()
                .withEndpoint("http://" + host)
                .withPath(path)
                .withMethod(METHODS.get(random.nextInt(METHODS.size())))
                .addHeader("X-Sdk-Date", SignatureRequest.DATE)
                .addHeader("User-Agent", "huaweicloud-usdk-java/3.0")
                .addHeader("Content-Type", "application/json");
        if (random.nextBoolean()) {
            builder.addHeader("X-Project-Id", "0123456789abcdef");
        }
        if (random.nextInt(4) == 0) {
            builder.addHeader("X-Extra", "x" + text(random, 4).replace('\n', ' ') + "y");
        }
        if (temporary) {
            builder.addHeader("X-Security-Token", SignatureVerifier.SECURITY_TOKEN);
        }
        query.forEach(builder::addQueryParam);
        String body = random.nextInt(3) == 0 ? null : text(random, 40);
        if (body != null) {
            builder.withBodyAsString(body);
        }
        HttpRequest request = builder.build();
        Map<String, String> signature = AKSKSigner.getInstance()
                .sign(
                        request,
                        new BasicCredentials()
                                .withAk(temporary ? SignatureVerifier.TEMPORARY_KEY : SignatureRequest.KEY)
                                .withSk(SignatureRequest.SECRET));

        SignatureRequest sent = SignatureRequest.get(path, wire(query, random));
        sent.method = request.getMethod().name();
        sent.body = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        sent.with("Host", host);
        request.getHeaders().forEach((name, values) -> sent.with(name, asOnTheWire(values.get(0))));
        return sent.with("Authorization", signature.getOrDefault("Authorization", "none"));
    }

    private static String text(SplittableRandom random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String name(SplittableRandom random) {
        StringBuilder name = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return name.toString();
    }

    // The SDK keeps what its path parameters are replaced by; the characters are those a request line may show as they
    // are.
    private static String path(SplittableRandom random) {
        String characters = "abcXYZ019-_.~*+!$'(),;:@=";
        StringBuilder path = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            path.append('/');
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                path.append(characters.charAt(random.nextInt(characters.length())));
            }
        }
        return path.isEmpty() || random.nextInt(4) == 0 ? path + "/" : path.toString();
    }

    /** The query as clients write it: the same names and values in several spellings, names in any order. */
    private static String wire(Map<String, List<String>> query, SplittableRandom random) {
        List<String> names = new ArrayList<>(query.keySet());
        List<String> pairs = new ArrayList<>();
        while (!names.isEmpty()) {
            String name = names.remove(random.nextInt(names.size()));
            List<String> values = query.getOrDefault(name, List.of());
            if (values.isEmpty()) {
                pairs.add(random.nextBoolean() ? spelt(name, random) : spelt(name, random) + "=");
            }
            values.forEach(value -> pairs.add(spelt(name, random) + "=" + spelt(value, random)));
        }
        return String.join("&", pairs);
    }

    private static String spelt(String text, SplittableRandom random) {
        StringBuilder spelt = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > ' ' && b < 0x7F && "%&=+#\"<>\\^`{|}[]".indexOf(b) < 0;
            if (b == ' ' && random.nextBoolean()) {
                spelt.append('+');
            } else if (plain && random.nextInt(8) != 0) {
                spelt.append((char) b);
            } else {
                String escape = String.format("%%%02X", b & 0xFF);
                spelt.append(random.nextBoolean() ? escape : escape.toLowerCase(Locale.ROOT));
            }
        }
        return spelt.toString();
    }

    @Test
    @DisplayName("everything it signs is accepted, and refused if one byte of it changes")
    void verifiesWhatTheOfficialSdkSigns() {
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < REQUESTS; i++) {
            long one = seeds.nextLong();
            SplittableRandom random = new SplittableRandom(one);
            SignatureRequest request = next(random);

            assertThat(SignatureVerifier.verdict(request))
                    .as("run %d of seed %d: %s ? %s", i, seed, request.path, request.query)
                    .isInstanceOf(Verdict.Proven.class);
            String change = oneByte(request, random);
            assertThat(SignatureVerifier.verdict(request))
                    .as("run %d of seed %d, after %s: %s ? %s", i, seed, change, request.path, request.query)
                    .isInstanceOf(Verdict.Disproven.class);
        }
    }

    /** Changes one byte of a signed part so that its meaning changes; returns a description of the change. */
    private static String oneByte(SignatureRequest request, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> {
                String date = request.header("X-Sdk-Date");
                request.replaced("X-Sdk-Date", changed(date, date.length() - 2, '0', '1'));
                yield "date";
            }
            case 1 -> {
                String agent = request.header("User-Agent");
                request.replaced("User-Agent", changed(agent, random.nextInt(agent.length()), 'Q', 'R'));
                yield "header";
            }
            case 2 -> {
                request.path = request.path.length() > 1
                        ? changed(request.path, 1 + random.nextInt(request.path.length() - 1), 'Q', 'R')
                        : "/Q";
                yield "path";
            }
            case 3 -> {
                if (request.body.length > 0) {
                    request.body[random.nextInt(request.body.length)] ^= (byte) (1 << random.nextInt(8));
                } else {
                    request.body = new byte[] {(byte) random.nextInt(256)};
                }
                yield "body";
            }
            default -> {
                String query = request.query;
                request.query = query == null || query.isEmpty() ? "q" : query + (query.contains("=") ? "q" : "&q");
                yield "query";
            }
        };
    }

    private static String changed(String text, int at, char to, char orTo) {
        return text.substring(0, at) + (text.charAt(at) == to ? orTo : to) + text.substring(at + 1);
    }
}
