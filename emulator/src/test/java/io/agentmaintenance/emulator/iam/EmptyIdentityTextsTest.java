package io.agentmaintenance.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("For the identity stand-in, an empty text is absent, as for the identity API:")
class EmptyIdentityTextsTest {
    private final Cloud cloud = new Cloud();

    private ApiResponse logIn(String user, String scope) {
        return cloud.send(TestTokens.logIn(
                "\"methods\":[\"password\"],\"password\":{\"user\":" + user + "}", ",\"scope\":" + scope));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"reader\",\"password\":\"pw\",\"domain\":{\"id\":\"\",\"name\":\"acme\"}} | 201",
                "{\"id\":\"\",\"name\":\"reader\",\"password\":\"pw\",\"domain\":{\"name\":\"acme\"}} | 201",
                "{\"id\":\"reader\",\"name\":\"\",\"password\":\"pw\"} | 201",
                "{\"id\":\"reader\",\"password\":\"\"} | 401",
                "{\"id\":\"\",\"password\":\"pw\"} | 400",
                "{\"name\":\"\",\"password\":\"pw\",\"domain\":{\"name\":\"acme\"}} | 400",
                "{\"name\":\"reader\",\"password\":\"pw\",\"domain\":{\"name\":\"\"}} | 400",
                "{\"name\":\"reader\",\"password\":\"pw\",\"domain\":{}} | 400",
                "{\"name\":\"reader\",\"password\":\"pw\",\"domain\":\"\"} | 400",
                "{\"name\":\"reader\",\"password\":5,\"domain\":{\"name\":\"acme\"}} | 400",
                "\"\" | 400",
            })
    @DisplayName("in a user,")
    void inAUser(String user, int status) {
        assertThat(logIn(user, "null").status()).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"project\":{\"id\":\"\",\"name\":\"north\"}} | 201",
                "{\"project\":{\"id\":\"project1north\",\"name\":\"\"}} | 201",
                "{\"project\":{\"name\":\"north\",\"domain\":{\"id\":\"\",\"name\":\"acme\"}}} | 201",
                "{\"domain\":{\"id\":\"\",\"name\":\"acme\"}} | 201",
                "{\"project\":null} | 201",
                "{} | 201",
                "\"unscoped\" | 201",
                "{\"project\":{\"id\":\"\"}} | 400",
                "{\"project\":{\"name\":\"\"}} | 400",
                "{\"project\":{}} | 400",
                "{\"project\":\"\"} | 400",
                "{\"project\":{\"name\":\"north\",\"domain\":{\"name\":\"\"}}} | 400",
                "{\"domain\":{\"id\":\"\",\"name\":\"\"}} | 400",
                "{\"domain\":{}} | 400",
                "{\"project\":{\"id\":7}} | 400",
                "\"\" | 400",
                "true | 400",
            })
    @DisplayName("in a scope,")
    void inAScope(String scope, int status) {
        assertThat(logIn("{\"id\":\"reader\",\"password\":\"pw\"}", scope).status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=",
                "domain_id=",
                "parent_id=",
                "enabled=",
                "is_domain=",
                "page=",
                "per_page=",
                "name=&page=1"
            })
    @DisplayName("in a query of projects,")
    void inAQuery(String query) {
        String token =
                TestTokens.token(logIn("{\"id\":\"reader\",\"password\":\"pw\"}", TestTokens.NORTH.substring(9)));

        ApiResponse found = cloud.send(
                TestRequest.of("GET", "/v3/projects").query(query).token(token).build());

        assertThat(found.status()).isEqualTo(200);
        assertThat(TestTokens.text(found)).contains("\"north\"", "\"south\"");
    }
}
