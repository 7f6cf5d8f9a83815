package io.agentmaintenance.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;

/** Log-ins and the parts of their answers that tests look at. */
final class TestTokens {
    static final String NORTH = project(Cloud.NORTH);
    static final String SOUTH = project(Cloud.SOUTH);

    private TestTokens() {}

    static String project(String id) {
        return ",\"scope\":{\"project\":{\"id\":\"" + id + "\"}}";
    }

    static ApiRequest byPassword(String user, String password, String scope) {
        return logIn(
                "\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"" + user + "\",\"password\":\"" + password
                        + "\"}}",
                scope);
    }

    static ApiRequest byToken(String token, String scope) {
        return logIn("\"methods\":[\"token\"],\"token\":{\"id\":\"" + token + "\"}", scope);
    }

    static ApiRequest logIn(String identity, String scope) {
        return TestRequest.of("POST", "/v3/auth/tokens")
                .body("{\"auth\":{\"identity\":{" + identity + "}" + scope + "}}")
                .build();
    }

    /** The issued token; fails if none was issued. */
    static String token(ApiResponse issued) {
        assertThat(issued.status()).as(text(issued)).isEqualTo(201);
        return Objects.requireNonNull(issued.headers().get("X-Subject-Token"));
    }

    static Instant expiresAt(ApiResponse issued) {
        return Instant.parse(text(issued).replaceAll(".*\"expires_at\":\"([^\"]+)\".*", "$1"));
    }

    static String text(ApiResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** A request about a token, by a caller with a token. */
    static ApiRequest about(String method, String subject, String caller) {
        return TestRequest.of(method, "/v3/auth/tokens")
                .token(caller)
                .header("X-Subject-Token", subject)
                .build();
    }
}
