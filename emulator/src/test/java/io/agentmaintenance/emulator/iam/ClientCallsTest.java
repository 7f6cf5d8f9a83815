package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.NORTH;
import static io.agentmaintenance.emulator.iam.TestTokens.about;
import static io.agentmaintenance.emulator.iam.TestTokens.byPassword;
import static io.agentmaintenance.emulator.iam.TestTokens.text;
import static io.agentmaintenance.emulator.iam.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.auth.AKSKSigner;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In the identity stand-in, as clients call it,")
class ClientCallsTest {
    private static final String CES = "\"type\":\"ces\",\"endpoints\":[{\"id\":\"ces-public\",\"interface\":\"public\","
            + "\"region\":\"north\",\"region_id\":\"north\",\"url\":\"http://127.0.0.1:8080/v3/project1north\"}]";
    private static final String IAM = "\"type\":\"iam\",\"endpoints\":[{\"id\":\"iam-public\",\"interface\":\"public\","
            + "\"region\":\"*\",\"region_id\":\"*\",\"url\":\"http://127.0.0.1:8080/v3\"}]";

    private static final String NORTH_SCOPE = ",\"scope\":{\"project\":{\"id\":\"project1north\"}}";

    private final Cloud cloud = new Cloud();
    private final String token = token(cloud.send(byPassword("everywhere", "pw", NORTH)));

    private ApiResponse get(String path, @Nullable String query) {
        return cloud.send(TestRequest.of("GET", path).query(query).token(token).build());
    }

    @Nested
    @DisplayName("the catalog")
    class TheCatalog {
        @Test
        @DisplayName("names this server as ces and iam, for a token")
        void catalogNamesThisServer() {
            ApiResponse answer = get("/v3/auth/catalog", null);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer))
                    .contains(CES, IAM)
                    .endsWith("\"links\":{\"next\":null,\"previous\":null,"
                            + "\"self\":\"http://127.0.0.1:8080/v3/auth/catalog\"}}");
        }

        @Test
        @DisplayName("is the same for a request that the official SDK has signed")
        void catalogIsTheSameForASignedRequest() {
            cloud.keys.put(
                    "AK1",
                    AccessKey.permanent(
                            "AK1", "SK1".toCharArray(), ProjectCaller.of("robot", ProjectId.of(Cloud.NORTH))));
            HttpRequest request = HttpRequest.newBuilder()
                    .withEndpoint("http://127.0.0.1:8080")
                    .withPath("/v3/auth/catalog")
                    .withMethod(HttpMethod.GET)
                    .addHeader("X-Sdk-Date", "20261123T080000Z")
                    .build();
            Map<String, String> headers = new HashMap<>(AKSKSigner.getInstance()
                    .sign(request, new BasicCredentials().withAk("AK1").withSk("SK1")));
            headers.put("X-Sdk-Date", "20261123T080000Z");

            ApiResponse answer = cloud.send(
                    TestRequest.of("GET", "/v3/auth/catalog").headers(headers).build());

            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer)).isEqualTo(text(get("/v3/auth/catalog", null)));
        }

        @Test
        @DisplayName("has links to the host that was called")
        void leadsToTheHostThatWasCalled() {
            ApiResponse answer = cloud.send(TestRequest.of("GET", "/v3/auth/catalog")
                    .token(token)
                    .header("Host", "iam.test:8443")
                    .header("X-Forwarded-Proto", "https")
                    .build());

            assertThat(text(answer))
                    .contains("\"https://iam.test:8443/v3/project1north\"", "\"https://iam.test:8443/v3\"");
        }

        @Test
        @DisplayName("is refused without credentials, with an error body of the identity service")
        void needsCredentials() {
            ApiResponse answer =
                    cloud.send(TestRequest.of("GET", "/v3/auth/catalog").build());

            assertThat(answer.status()).isEqualTo(401);
            assertThat(text(answer)).startsWith("{\"error\":{\"code\":401,");
        }
    }

    @Nested
    @DisplayName("a token")
    class AToken {
        @ParameterizedTest(name = "with the scope {0}")
        @ValueSource(strings = {"", NORTH_SCOPE, ",\"scope\":{\"domain\":{\"id\":\"d1\"}}"})
        @DisplayName("is issued with a catalog that has ces, and with a role:")
        void hasCatalogAndRole(String scope) {
            String answer = text(cloud.send(byPassword("everywhere", "pw", scope)));

            assertThat(answer)
                    .contains("\"catalog\":[{\"id\":\"ces\"", "\"url\":\"http://127.0.0.1:8080/v3")
                    .contains("\"roles\":[{\"id\":\"ces_admin\",\"name\":\"ces_adm\"}]");
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "HEAD"})
        @DisplayName("is shown as it was issued, to a caller that names it:")
        void isShownAsItWasIssued(String method) {
            ApiResponse issued = cloud.send(byPassword("reader", "pw", NORTH));
            ApiResponse shown = cloud.send(about(method, token(issued), token));

            assertThat(shown.status()).isEqualTo(200);
            assertThat(text(shown)).isEqualTo(text(issued));
            assertThat(shown.headers()).containsEntry("X-Subject-Token", token(issued));
        }

        @Test
        @DisplayName("of the configuration is shown too, with the project where it has rights")
        void ofTheConfigurationIsShown() {
            cloud.configure("marker-configured", ProjectCaller.of("robot", ProjectId.of(Cloud.NORTH)), null);
            ApiResponse shown = cloud.send(about("GET", "marker-configured", "marker-configured"));

            assertThat(shown.status()).isEqualTo(200);
            assertThat(shown.headers()).doesNotContainKey("X-Subject-Token");
            assertThat(text(shown))
                    .contains("\"expires_at\":\"9999-12-31T23:59:59.999999Z\"", "\"id\":\"project1north\"", "robot");
        }

        @Test
        @DisplayName("is shown without catalog on request")
        void isShownWithoutCatalogOnRequest() {
            ApiResponse shown = cloud.send(TestRequest.of("GET", "/v3/auth/tokens")
                    .query("nocatalog")
                    .token(token)
                    .header("X-Subject-Token", token)
                    .build());

            assertThat(text(shown)).doesNotContain("catalog").contains("\"roles\"");
        }

        @Test
        @DisplayName("is not found if it is unknown or has expired, and an unknown caller is refused")
        void isNotFoundIfUnknownOrExpired() {
            String other = token(cloud.send(byPassword("reader", "pw", NORTH)));
            assertThat(cloud.send(about("GET", "unknown", token)).status()).isEqualTo(404);
            assertThat(cloud.send(about("HEAD", "unknown", token)).status()).isEqualTo(404);
            assertThat(cloud.send(about("GET", token, "unknown")).status()).isEqualTo(401);
            assertThat(cloud.send(about("GET", "", token)).status()).isEqualTo(400);

            cloud.clock.advance(Duration.ofHours(24));
            String later = token(cloud.send(byPassword("reader", "pw", NORTH)));
            assertThat(cloud.send(about("GET", other, later)).status()).isEqualTo(404);
        }
    }

    @Nested
    @DisplayName("projects")
    class Projects {
        @ParameterizedTest
        @ValueSource(strings = {"/v3/projects", "/v3/auth/projects"})
        @DisplayName("are those where the caller has rights, at both paths:")
        void areThoseOfTheCaller(String path) {
            String northerner = token(cloud.send(byPassword("northerner", "pw", "")));
            String list = text(
                    cloud.send(TestRequest.of("GET", path).token(northerner).build()));

            assertThat(list).contains(Cloud.NORTH, "\"self\":\"http://127.0.0.1:8080" + path + "\"");
            assertThat(list).doesNotContain(Cloud.SOUTH);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "'', 2",
            "domain_id=d1, 2",
            "domain_id=d2, 0",
            "parent_id=d1, 2",
            "parent_id=x, 0",
            "enabled=true, 2",
            "enabled=1, 2",
            "enabled, 2",
            "enabled=false, 0",
            "enabled=False, 0",
            "enabled=0, 0",
            "is_domain=true, 0",
            "is_domain=false, 2",
            "name=north&domain_id=d1&enabled=true, 1",
            "name=north&domain_id=d2, 0",
            "page=1&per_page=1, 1",
            "page=2&per_page=1, 1",
            "page=3&per_page=1, 0",
            "page=1&per_page=5000, 2",
            "page=2147483647&per_page=5000, 0",
            "per_page=1, 1",
        })
        @DisplayName("are filtered and paged as documented:")
        void areFilteredAndPaged(String query, int count) {
            ApiResponse answer = get("/v3/projects", query);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(text(answer).split("\"is_domain\"", -1)).hasSize(count + 1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "page=0&per_page=1",
                    "page=-1",
                    "page=x",
                    "per_page=0",
                    "per_page=5001",
                    "page=1&per_page=99999999999"
                })
        @DisplayName("are refused for an invalid page:")
        void areRefusedForAnInvalidPage(String query) {
            assertThat(get("/v3/projects", query).status()).isEqualTo(400);
        }

        @Test
        @DisplayName("are all found by a client that follows the links to the next page")
        void linksLeadToEveryPage() {
            String first = text(get("/v3/projects", "enabled=true&per_page=1"));
            String second = text(get("/v3/projects", "enabled=true&page=2&per_page=1"));

            assertThat(first)
                    .contains("\"next\":\"http://127.0.0.1:8080/v3/projects?enabled=true&page=2&per_page=1\"")
                    .contains("\"previous\":null", Cloud.NORTH);
            assertThat(second)
                    .contains("\"previous\":\"http://127.0.0.1:8080/v3/projects?enabled=true&page=1&per_page=1\"")
                    .contains("\"next\":null", Cloud.SOUTH);
        }

        @Test
        @DisplayName("are shown by id, to callers with rights there")
        void areShownByIdToCallersWithRights() {
            assertThat(text(get("/v3/projects/" + Cloud.SOUTH, null)))
                    .isEqualTo("{\"project\":{\"id\":\"project2south\",\"name\":\"south\",\"domain_id\":\"d1\","
                            + "\"parent_id\":\"d1\",\"description\":\"\",\"is_domain\":false,\"enabled\":true}}");
            String northerner = token(cloud.send(byPassword("northerner", "pw", "")));
            Stream.of(Cloud.SOUTH, "unknown", "%20", "a.b").forEach(id -> {
                ApiResponse answer = cloud.send(TestRequest.of("GET", "/v3/projects/" + id)
                        .token(northerner)
                        .build());
                assertThat(answer.status()).as(id).isEqualTo(404);
                assertThat(text(answer)).startsWith("{\"error\":{\"code\":404,");
            });
            assertThat(cloud.send(TestRequest.of("GET", "/v3/projects/" + Cloud.SOUTH)
                                    .build())
                            .status())
                    .isEqualTo(401);
        }
    }
}
