package io.agentmaintenance.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.AccessKeys;
import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.SignatureAuthentication;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The identity stand-in")
class IamApiTest {
    private static final ProjectId NORTH = ProjectId.of("project1north");
    private static final ProjectId SOUTH = ProjectId.of("project2south");
    private static final ProjectId OTHERS = ProjectId.of("project3others");
    private static final String PASSWORD = "marker-Pässword";
    private static final String UNAUTHORIZED = "{\"error\":{\"code\":401,"
            + "\"message\":\"The request you have made requires authentication.\",\"title\":\"Unauthorized\"}}";

    private static final String CES = service("ces", "north", "http://127.0.0.1:8080/v3/project1north");
    private static final String IAM = service("iam", "*", "http://127.0.0.1:8080/v3");

    private static final IamDirectory DIRECTORY = IamDirectory.builder()
            .domain("d1", "acme")
            .domain("d2", "others")
            .project(NORTH, "north", "d1")
            .project(SOUTH, "south", "d1")
            .project(OTHERS, "north", "d2")
            .user("u1", "alice", "d1", PASSWORD.toCharArray(), Set.of(NORTH, SOUTH), Set.of(Action.LIST_INVOCATIONS))
            .user("u2", "bob", "d1", "bobs".toCharArray(), Set.of(SOUTH), Set.of())
            .build();

    private static final Instant START = Instant.parse("2026-11-23T08:00:00.123456Z");

    private final SettableClock clock = SettableClock.at(START);
    private final TokenStore configured = new TokenStore(clock);
    private final IssuedTokens tokens = new IssuedTokens(new byte[32], DIRECTORY, clock);
    private final IamApi api = new IamApi(
            DIRECTORY,
            Authentication.firstOf(List.of(
                    new SignatureAuthentication(
                            AccessKeys.of(List.of(AccessKey.permanent("AK1", "SK1".toCharArray(), onlySouth()))),
                            clock),
                    tokens,
                    new TokenAuthentication(configured))),
            tokens,
            clock);

    private static String service(String name, String region, String url) {
        return "{\"id\":\"" + name + "\",\"name\":\"" + name + "\",\"type\":\"" + name + "\",\"endpoints\":[{\"id\":\""
                + name + "-public\",\"interface\":\"public\",\"region\":\"" + region + "\",\"region_id\":\"" + region
                + "\",\"url\":\"" + url + "\"}]}";
    }

    private static Caller onlySouth() {
        return new ProjectCaller("robot", Map.of(SOUTH, new Grant(Set.of(Action.LIST_STATUSES), null)));
    }

    private void configure(String token, Caller caller) {
        configured.add(token, caller, null);
        tokens.addExchangeable(token, caller, null);
    }

    private Caller callerOf(String token) {
        ApiRequest request = TestRequest.of("GET", "/").token(token).build();
        return ((Verdict.Proven) tokens.authenticate(request)).caller();
    }

    private @Nullable ApiResponse send(
            String method, String path, @Nullable String query, String body, Map<String, String> headers) {
        ApiRequest request = TestRequest.of(method, path)
                .query(query)
                .body(body)
                .headers(headers)
                .build();
        ApiResponse response = api.handle(request);
        if (response != null) {
            Description.allows(request, response);
        }
        return response;
    }

    private ApiResponse get(String path, @Nullable String query, Map<String, String> headers) {
        return Objects.requireNonNull(send("GET", path, query, "", headers));
    }

    private ApiResponse post(String body) {
        return Objects.requireNonNull(send("POST", "/v3/auth/tokens", null, body, Map.of()));
    }

    private static String text(ApiResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String password(String user, String scope) {
        return "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":" + user + "}}" + scope
                + "}}";
    }

    private static String alice(String scope) {
        return password("{\"name\":\"alice\",\"password\":\"" + PASSWORD + "\",\"domain\":{\"name\":\"acme\"}}", scope);
    }

    private static String exchange(String token, String scope) {
        return "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{\"id\":\"" + token + "\"}}" + scope + "}}";
    }

    private static String scope(String scope) {
        return ",\"scope\":" + scope;
    }

    private static final String NORTH_BY_ID = scope("{\"project\":{\"id\":\"project1north\"}}");

    private String token(String body) {
        ApiResponse response = post(body);
        assertThat(response.status()).as(text(response)).isEqualTo(201);
        return response.headers().getOrDefault("X-Subject-Token", "");
    }

    @Nested
    @DisplayName("issues tokens for passwords")
    class Passwords {
        @Test
        @DisplayName("with the documented answer")
        void answersWithTheDocumentedBody() {
            ApiResponse response = post(alice(NORTH_BY_ID));

            assertThat(response.status()).isEqualTo(201);
            assertThat(response.headers()).containsEntry("Content-Type", "application/json");
            assertThat(response.headers().getOrDefault("X-Subject-Token", ""))
                    .matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
            assertThat(text(response))
                    .isEqualTo(
                            "{\"token\":{\"expires_at\":\"2026-11-24T08:00:00.123456Z\","
                                    + "\"issued_at\":\"2026-11-23T08:00:00.123456Z\",\"methods\":[\"password\"],"
                                    + "\"catalog\":[" + CES + "," + IAM + "],"
                                    + "\"roles\":[{\"id\":\"readonly\",\"name\":\"readonly\"}],"
                                    + "\"project\":{\"id\":\"project1north\",\"name\":\"north\","
                                    + "\"domain\":{\"id\":\"d1\",\"name\":\"acme\"}},"
                                    + "\"user\":{\"id\":\"u1\",\"name\":\"alice\",\"domain\":{\"id\":\"d1\",\"name\":\"acme\"}}}}");
        }

        @Test
        @DisplayName("that have the rights of the user in that project, for 24 hours")
        void givesTheCallerTheRightsOfTheUser() {
            String token = token(alice(NORTH_BY_ID));
            Caller caller = callerOf(token);

            assertThat(caller.name()).isEqualTo("alice");
            assertThat(caller.grant(NORTH))
                    .isEqualTo(new Grant(Set.of(Action.LIST_INVOCATIONS), START.plusSeconds(86_400)));
            assertThat(caller.grant(SOUTH)).isNull();
            assertThat(caller.grant(OTHERS)).isNull();
            assertThat(token(alice(NORTH_BY_ID))).isNotEqualTo(token);
        }

        @ParameterizedTest(name = "for the user {0}")
        @ValueSource(
                strings = {
                    "{\"id\":\"u1\",\"password\":\"" + PASSWORD + "\"}",
                    "{\"name\":\"alice\",\"password\":\"" + PASSWORD + "\",\"domain\":{\"id\":\"d1\"}}",
                    "{\"name\":\"alice\",\"password\":\"" + PASSWORD + "\",\"domain\":{\"name\":\"acme\"}}",
                })
        @DisplayName("for a user who is named by id, or by name and domain")
        void acceptsAUserByIdOrName(String user) {
            assertThat(post(password(user, NORTH_BY_ID)).status()).isEqualTo(201);
        }

        @ParameterizedTest(name = "for the scope {0}: {1}")
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"project\":{\"id\":\"project2south\"}} | \"project\":{\"id\":\"project2south\"",
                    "{\"project\":{\"name\":\"south\",\"domain\":{\"name\":\"acme\"}}} | \"id\":\"project2south\"",
                    "{\"project\":{\"name\":\"south\",\"domain\":{\"id\":\"d1\"}}} | \"id\":\"project2south\"",
                    "{\"project\":{\"name\":\"north\"}} | \"id\":\"project1north\"",
                    "{\"domain\":{\"id\":\"d1\"}} | \"domain\":{\"id\":\"d1\",\"name\":\"acme\"},\"user\"",
                    "{\"domain\":{\"name\":\"acme\"}} | \"domain\":{\"id\":\"d1\",\"name\":\"acme\"}",
                    "{} | \"name\":\"readonly\"}],\"user\"",
                    "null | \"name\":\"readonly\"}],\"user\"",
                })
        @DisplayName("for every scope of the user")
        void acceptsEveryScopeOfTheUser(String scope, String part) {
            ApiResponse response = post(alice(scope(scope)));

            assertThat(response.status()).isEqualTo(201);
            assertThat(text(response)).contains(part);
        }

        @ParameterizedTest(name = "but not for the scope {0}")
        @ValueSource(
                strings = {
                    "{\"project\":{\"id\":\"project3others\"}}",
                    "{\"project\":{\"id\":\"nosuchproject\"}}",
                    "{\"project\":{\"name\":\"north\",\"domain\":{\"name\":\"others\"}}}",
                    "{\"project\":{\"name\":\"nowhere\"}}",
                    "{\"domain\":{\"id\":\"d2\"}}",
                    "{\"domain\":{\"name\":\"nowhere\"}}",
                })
        @DisplayName("but not for a scope of others")
        void refusesScopesOfOthers(String scope) {
            ApiResponse response = post(alice(scope(scope)));

            assertThat(response.status()).isEqualTo(401);
            assertThat(text(response)).isEqualTo(UNAUTHORIZED);
            assertThat(response.headers()).doesNotContainKey("X-Subject-Token");
        }

        @ParameterizedTest(name = "but not to {0}")
        @ValueSource(
                strings = {
                    "{\"id\":\"u1\",\"password\":\"wrong\"}",
                    "{\"id\":\"u1\",\"password\":\"\"}",
                    "{\"id\":\"u2\",\"password\":\"" + PASSWORD + "\"}",
                    "{\"id\":\"nobody\",\"password\":\"" + PASSWORD + "\"}",
                    "{\"name\":\"alice\",\"password\":\"" + PASSWORD + "\",\"domain\":{\"id\":\"d2\"}}",
                    "{\"name\":\"alice\",\"password\":\"" + PASSWORD + "\",\"domain\":{\"name\":\"nowhere\"}}",
                })
        @DisplayName("but not for an unknown user or a wrong password")
        void refusesUnknownUsersAndWrongPasswords(String user) {
            ApiResponse response = post(password(user, ""));

            assertThat(response.status()).isEqualTo(401);
            assertThat(response.headers()).containsEntry("Content-Type", "application/json");
            assertThat(text(response)).isEqualTo(UNAUTHORIZED);
            assertThat(response.headers()).doesNotContainKey("X-Subject-Token");
        }

        @ParameterizedTest(name = "and refuses as malformed {0}")
        @ValueSource(
                strings = {
                    "",
                    "{",
                    "[]",
                    "null",
                    "{}",
                    "{}{}",
                    "{\"auth\":1}",
                    "{\"auth\":{\"identity\":{}}}",
                    "{\"auth\":{},\"auth\":{}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"totp\"]}}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"password\",\"totp\"]}}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"password\"]}}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"u1\"}}}}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"password\":\"x\"}}}}}",
                    "{\"auth\":{\"identity\":{\"methods\":[\"token\"],\"token\":{}}}}",
                })
        @DisplayName("and refuses malformed bodies")
        void refusesMalformedBodies(String body) {
            ApiResponse response = post(body);

            assertThat(response.status()).isEqualTo(400);
            assertThat(text(response)).startsWith("{\"error\":{\"code\":400,\"message\":\"");
        }

        @Test
        @DisplayName("and refuses a body that is nested too deeply or too large")
        void refusesDeepNestingAndLargeBodies() {
            ApiRequest large =
                    TestRequest.of("POST", "/v3/auth/tokens").tooLarge().build();

            assertThat(post("{\"auth\":".repeat(100_000)).status()).isEqualTo(400);
            assertThat(Objects.requireNonNull(api.handle(large)).status()).isEqualTo(413);
        }
    }

    @Nested
    @DisplayName("issues tokens in exchange for tokens")
    class Tokens {
        @Test
        @DisplayName("for another scope of the same user, with the same expiry")
        void exchangesATokenForAnotherScope() {
            String first = token(alice(NORTH_BY_ID));
            clock.advance(Duration.ofHours(1));
            ApiResponse response = post(exchange(first, scope("{\"domain\":{\"name\":\"acme\"}}")));
            String second = response.headers().getOrDefault("X-Subject-Token", "");

            assertThat(text(response))
                    .contains("\"expires_at\":\"2026-11-24T08:00:00.123456Z\"", "\"methods\":[\"token\"]", "\"alice\"");
            assertThat(callerOf(second).grant(NORTH))
                    .as("a token for a domain is for no project")
                    .isNull();
            assertThat(text(post(exchange(second, NORTH_BY_ID)))).contains("\"id\":\"project1north\"");
        }

        @Test
        @DisplayName("for a token of the configuration, with the rights of its caller")
        void exchangesATokenOfTheConfiguration() {
            configure("static", onlySouth());

            ApiResponse response = post(exchange("static", scope("{\"project\":{\"name\":\"south\"}}")));
            Caller caller = callerOf(response.headers().getOrDefault("X-Subject-Token", ""));

            assertThat(text(response)).contains("\"id\":\"project2south\"", "\"name\":\"robot\"");
            assertThat(caller.grant(SOUTH))
                    .isEqualTo(new Grant(Set.of(Action.LIST_STATUSES), START.plusSeconds(86_400)));
            assertThat(post(exchange("static", NORTH_BY_ID)).status()).isEqualTo(401);
        }

        @Test
        @DisplayName("but not for unknown or expired tokens")
        void refusesUnknownAndExpiredTokens() {
            String token = token(alice(""));
            clock.advance(Duration.ofDays(1));

            assertThat(post(exchange("nonsense", "")).status()).isEqualTo(401);
            assertThat(text(post(exchange(token, "")))).isEqualTo(UNAUTHORIZED);
        }
    }

    @Nested
    @DisplayName("lists")
    class Lists {
        private ApiResponse asAlice(String path, @Nullable String query) {
            return get(path, query, Map.of("X-Auth-Token", token(alice(""))));
        }

        @Test
        @DisplayName("the one project of a name, as the SDK expects it")
        void listsTheProjectOfAName() {
            assertThat(text(asAlice("/v3/projects", "name=north")))
                    .isEqualTo("{\"links\":{\"next\":null,\"previous\":null,"
                            + "\"self\":\"http://127.0.0.1:8080/v3/projects\"},"
                            + "\"projects\":[{\"id\":\"project1north\",\"name\":\"north\",\"domain_id\":\"d1\","
                            + "\"parent_id\":\"d1\",\"description\":\"\",\"is_domain\":false,\"enabled\":true}]}");
        }

        @ParameterizedTest(name = "projects with the query {0}: {1}")
        @CsvSource({
            "'', 2",
            "page=1, 2",
            "name=south, 1",
            "page=1&name=%73outh, 1",
            "name=nowhere, 0",
            "name=, 2",
        })
        @DisplayName("the projects that match a query")
        void listsTheProjectsOfAQuery(String query, int count) {
            assertThat(text(asAlice("/v3/projects", query)).split("\"enabled\"", -1))
                    .hasSize(count + 1);
        }

        @Test
        @DisplayName("no projects of other callers")
        void listsNoProjectsOfOthers() {
            assertThat(text(asAlice("/v3/projects", null))).doesNotContain("project3others");
            configure("static", onlySouth());
            assertThat(text(get("/v3/projects", null, Map.of("X-Auth-Token", "static"))))
                    .contains("project2south")
                    .doesNotContain("project1north", "project3others");
        }

        @Test
        @DisplayName("projects for a signature of the official SDK, also at a path with a doubled slash")
        void listsProjectsForASignature() {
            for (String path : List.of("/v3/projects", "//v3/projects")) {
                HttpRequest request = HttpRequest.newBuilder()
                        .withEndpoint("http://127.0.0.1:8080")
                        .withPath(path)
                        .withMethod(HttpMethod.GET)
                        .addHeader("X-Sdk-Date", "20261123T080000Z")
                        .addQueryParam("name", List.of("south"))
                        .build();
                Map<String, String> headers = new HashMap<>(AKSKSigner.getInstance()
                        .sign(request, new BasicCredentials().withAk("AK1").withSk("SK1")));
                headers.put("X-Sdk-Date", "20261123T080000Z");

                assertThat(text(get(path, "name=south", headers))).contains("\"id\":\"project2south\"");
                assertThat(get(path, "name=north", headers).status()).isEqualTo(401);
            }
        }

        @Test
        @DisplayName("the domain of the caller")
        void listsTheDomainOfTheCaller() {
            assertThat(text(asAlice("/v3/auth/domains", null)))
                    .isEqualTo("{\"links\":{\"next\":null,\"previous\":null,"
                            + "\"self\":\"http://127.0.0.1:8080/v3/auth/domains\"},"
                            + "\"domains\":[{\"id\":\"d1\",\"name\":\"acme\",\"description\":\"\",\"enabled\":true}]}");
        }

        @ParameterizedTest(name = "nothing at {0} for unknown callers")
        @ValueSource(strings = {"/v3/projects", "/v3/auth/domains"})
        @DisplayName("nothing for unknown callers")
        void listsNothingForUnknownCallers(String path) {
            for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("X-Auth-Token", "nonsense"))) {
                assertThat(get(path, null, headers).status()).isEqualTo(401);
                assertThat(text(get(path, null, headers))).isEqualTo(UNAUTHORIZED);
            }
        }

        @Test
        @DisplayName("nothing for a query that cannot be decoded")
        void refusesABrokenQuery() {
            assertThat(asAlice("/v3/projects", "name=%zz").status()).isEqualTo(400);
        }
    }

    @Nested
    @DisplayName("answers requests")
    class Paths {
        @Test
        @DisplayName("at the root with the version that Terraform expects, and with links to the host that was called")
        void showsVersionsAtTheRoot() {
            assertThat(text(get("/", null, Map.of())))
                    .isEqualTo("{\"versions\":{\"values\":[{\"id\":\"v3.14\",\"status\":\"stable\","
                            + "\"links\":[{\"rel\":\"self\",\"href\":\"http://127.0.0.1:8080/v3/\"}]}]}}");
            assertThat(text(get("/v3", null, Map.of("Host", "iam.test", "X-Forwarded-Proto", "https"))))
                    .isEqualTo("{\"version\":{\"id\":\"v3.14\",\"status\":\"stable\","
                            + "\"links\":[{\"rel\":\"self\",\"href\":\"https://iam.test/v3/\"}]}}");
            assertThat(text(get("/", null, Map.of("Host", "a\"b/c")))).contains("http://localhost/v3/");
        }

        @ParameterizedTest(name = "{0} {1}: {2}")
        @CsvSource({
            "GET, '', 200",
            "GET, /, 200",
            "GET, //, 200",
            "GET, /v3, 200",
            "GET, /v3/, 200",
            "GET, //v3, 200",
            "POST, /, 405",
            "GET, /v3/auth/tokens, 401",
            "PUT, /v3/auth/tokens, 405",
            "POST, /v3/projects, 405",
            "DELETE, /v3/auth/domains, 405",
        })
        @DisplayName("at its own paths")
        void answersAtItsOwnPaths(String method, String path, int status) {
            assertThat(Objects.requireNonNull(send(method, path, null, "", Map.of()))
                            .status())
                    .isEqualTo(status);
        }

        @ParameterizedTest(name = "not at {0}")
        @ValueSource(
                strings = {
                    "/v3/p/agent-invocations",
                    "/v3/p/agent-status/batch-query",
                    "/v3/auth",
                    "/v3/projects/agent-invocations",
                    "/v3/projects/p/agent-invocations",
                    "/V3",
                    "/v2",
                    "///v3",
                    "/v3/%70rojects",
                    "/openapi.yaml"
                })
        @DisplayName("at no other path")
        void leavesOtherPaths(String path) {
            assertThat(send("GET", path, null, "", Map.of())).isNull();
        }

        @Test
        @DisplayName("with a request id, which is that of the client if it is valid")
        void returnsARequestId() {
            assertThat(get("/", null, Map.of("X-Request-Id", "abc-1")).headers())
                    .containsEntry("X-Request-Id", "abc-1");
            assertThat(get("/", null, Map.of("X-Request-Id", "a\nb")).headers().getOrDefault("X-Request-Id", ""))
                    .matches("[0-9a-f-]{36}");
            assertThat(post("{").headers()).containsKey("X-Request-Id");
        }
    }

    @Test
    @DisplayName("shows no secret in an answer or in a text form")
    void showsNoSecret() {
        String token = token(alice(NORTH_BY_ID));
        ApiResponse answer = post(exchange(token, ""));

        assertThat(text(answer)).doesNotContain("marker", token);
        assertThat(text(post(alice("").replace("alice", "malice")))).doesNotContain("marker");
        assertThat(String.valueOf(callerOf(token))).doesNotContain("marker", token);
    }
}
