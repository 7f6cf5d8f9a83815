package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.tck.SettableClock;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Credentials that two projects of a configuration file name")
class RightsOverHttpTest {
    private static final String SECRET = "marker-secret-of-both";
    private static final String SECURITY_TOKEN = "marker-security-token";
    // The clock starts at 08:00:00.
    private static final String FILE = """
            versions: [{version: 1.0.0}]
            identity: {domain: acme, users: [{name: alice, password: pw, projects: [full], actions: [list]}]}
            projects:
              - id: full
                tokens:
                  - {name: t, value: full-first, expires: 2026-11-23T08:00:25Z}
                  - {name: t, value: expired-there}
                  - {name: t, value: short-lived, expires: 2026-11-23T08:00:25Z}
                keys:
                  - {name: k, access: AKBOTH, secret: marker-secret-of-both}
                  - {name: k, access: AKSHORT, secret: marker-secret-of-both, securityToken: marker-security-token}
                servers: [{any: true}]
              - id: read
                tokens:
                  - {name: t, value: full-first, actions: [list]}
                  - {name: t, value: expired-there, expires: 2026-11-23T08:00:00Z}
                keys:
                  - {name: k, access: AKBOTH, secret: marker-secret-of-both, actions: [list]}
                  - {name: k, access: AKSHORT, secret: marker-secret-of-both, securityToken: marker-security-token, actions: []}
                servers: [{any: true}]
            """;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T08:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private Service service;

    @BeforeEach
    void start() throws Exception {
        ServerConfiguration configuration =
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(FILE.getBytes(StandardCharsets.UTF_8)));
        service = new Service(configuration, RequestValidator.create(), clock, "127.0.0.1", 0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    @DisplayName("have in each project the actions and the expiry of its own entry, as tokens")
    void tokensHaveTheRightsOfEachEntry() throws Exception {
        assertThat(create("full", "full-first")).isEqualTo(201);
        assertThat(create("read", "full-first")).isEqualTo(403);
        assertThat(list("read", "full-first")).isEqualTo(200);
        assertThat(create("full", "expired-there")).isEqualTo(201);
        assertThat(create("read", "expired-there")).isEqualTo(401);

        clock.advance(Duration.ofSeconds(25));

        assertThat(create("full", "full-first")).isEqualTo(401);
        assertThat(list("full", "full-first")).isEqualTo(401);
        assertThat(list("read", "full-first")).isEqualTo(200);
        assertThat(create("read", "full-first")).isEqualTo(403);
        assertThat(list("read", "short-lived")).isEqualTo(401);
    }

    @Test
    @DisplayName("have in each project the actions of its own entry, as access keys")
    void keysHaveTheRightsOfEachEntry() throws Exception {
        assertThat(createSigned("full", "AKBOTH")).isEqualTo(201);
        assertThat(createSigned("read", "AKBOTH")).isEqualTo(403);
        assertThat(createSigned("full", "AKSHORT")).isEqualTo(201);
        assertThat(createSigned("read", "AKSHORT")).isEqualTo(403);
    }

    @Test
    @DisplayName("are exchanged for tokens with the same limits")
    void exchangedTokensHaveTheSameLimits() throws Exception {
        HttpResponse<String> full = exchange("full-first", scope("full"));
        HttpResponse<String> unscoped = exchange("full-first", "");
        HttpResponse<String> read = exchange(token(unscoped), scope("read"));

        assertThat(full.body()).contains("\"expires_at\":\"2026-11-23T08:00:25.000000Z\"");
        assertThat(unscoped.body()).contains("\"expires_at\":\"2026-11-23T08:00:25.000000Z\"");
        assertThat(read.body()).contains("\"expires_at\":\"2026-11-24T08:00:00.000000Z\"");
        assertThat(exchange("expired-there", scope("read")).statusCode()).isEqualTo(401);
        assertThat(create("full", token(full))).isEqualTo(201);
        assertThat(create("read", token(read))).isEqualTo(403);
        assertThat(list("read", token(read))).isEqualTo(200);

        clock.advance(Duration.ofSeconds(25));

        assertThat(list("full", token(full))).isEqualTo(401);
        assertThat(list("read", token(read))).isEqualTo(200);
        assertThat(exchange(token(unscoped), scope("read")).statusCode()).isEqualTo(401);
        assertThat(exchange(token(read), scope("full")).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("do not give a user of the identity stand-in more than the user's own rights")
    void usersHaveTheirOwnRights() throws Exception {
        String alice = "\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"alice\",\"password\":\"pw\"}}";
        String token = token(issue(alice, scope("full")));

        assertThat(list("full", token)).isEqualTo(200);
        assertThat(create("full", token)).isEqualTo(403);
        assertThat(list("read", token)).isEqualTo(403);
        assertThat(exchange(token, scope("read")).statusCode()).isEqualTo(401);
    }

    private int create(String project, String token) throws Exception {
        return create(project, Map.of("X-Auth-Token", token));
    }

    private int create(String project, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = request("/v3/" + project + "/agent-invocations/batch-create")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"]}"));
        headers.forEach(request::header);
        return send(request).statusCode();
    }

    private int list(String project, String token) throws Exception {
        return send(request("/v3/" + project + "/agent-invocations")
                        .header("X-Auth-Token", token)
                        .GET())
                .statusCode();
    }

    private HttpResponse<String> exchange(String token, String scope) throws Exception {
        return issue("\"methods\":[\"token\"],\"token\":{\"id\":\"" + token + "\"}", scope);
    }

    private HttpResponse<String> issue(String identity, String scope) throws Exception {
        String body = "{\"auth\":{\"identity\":{" + identity + "}" + scope + "}}";
        return send(request("/v3/auth/tokens").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String scope(String project) {
        return ",\"scope\":{\"project\":{\"id\":\"" + project + "\"}}";
    }

    private static String token(HttpResponse<String> issued) {
        return issued.headers().firstValue("X-Subject-Token").orElseThrow();
    }

    private int createSigned(String project, String key) throws Exception {
        String date = "20261123T080000Z";
        String canonical = "POST\n/v3/" + project + "/agent-invocations/batch-create/\n\nx-sdk-date:" + date
                + "\n\nx-sdk-date\n"
                + sha256("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"]}");
        String text = "SDK-HMAC-SHA256\n" + date + "\n" + sha256(canonical);
        String signature = "SDK-HMAC-SHA256 Access=" + key + ", SignedHeaders=x-sdk-date, Signature=" + hmac(text);
        return create(
                project, Map.of("X-Sdk-Date", date, "Authorization", signature, "X-Security-Token", SECURITY_TOKEN));
    }

    private static String sha256(String text) throws GeneralSecurityException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
