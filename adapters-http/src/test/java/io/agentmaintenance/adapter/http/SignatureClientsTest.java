package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Authentication.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Signatures of official clients are accepted")
class SignatureClientsTest {
    private static final String CREATE = "/v3/0123456789abcdef0123456789abcdef/agent-invocations/batch-create";
    private static final String LIST = "/v3/0123456789abcdef0123456789abcdef/agent-invocations";
    private static final Verdict ALICE = new Verdict.Proven(SignatureVerifier.ALICE);

    /** Every header that a client may send. Each client signs some of them. */
    private static SignatureRequest dressed(SignatureRequest request) {
        return request.with("Host", "127.0.0.1:8080")
                .with("Accept", "application/json")
                .with("User-Agent", "some-client/1.0")
                .with("Content-Type", "application/json; charset=utf-8")
                .with("X-Language", "en-us")
                .with("X-Sdk-Date", SignatureRequest.DATE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Java SDK, host;user-agent;x-project-id;x-sdk-date",
        "Terraform POST, accept;content-type;user-agent;x-sdk-date",
        "Terraform poll, accept;user-agent;x-sdk-date",
        "Terraform data source, accept;content-type;user-agent;x-language;x-sdk-date",
        "Go SDK, user-agent;x-project-id;x-sdk-date",
        "Python SDK, content-type;host;user-agent;x-project-id;x-sdk-date",
        "as little as possible, x-sdk-date",
        "in an order of its own, x-sdk-date;user-agent;host",
    })
    void verifiesTheStylesOfAllClients(String client, String signedHeaders) {
        SignatureRequest create = dressed(SignatureRequest.post("{}")).with("X-Project-Id", "p");
        SignatureRequest list = dressed(SignatureRequest.get(LIST, "limit=100&offset=0&instance_id=a%7Eb%2A"))
                .with("X-Project-Id", "p");

        assertThat(SignatureVerifier.verdict(create.signed(signedHeaders, CREATE + "/", "")))
                .isEqualTo(ALICE);
        assertThat(SignatureVerifier.verdict(
                        list.signed(signedHeaders, LIST + "/", "instance_id=a~b%2A&limit=100&offset=0")))
                .isEqualTo(ALICE);
    }

    @Test
    @DisplayName("headers added after signing are ignored")
    void ignoresHeadersAddedAfterSigning() {
        SignatureRequest request = dressed(SignatureRequest.post("{}"))
                .signed("accept;content-type;user-agent;x-sdk-date", CREATE + "/", "");

        assertThat(SignatureVerifier.verdict(request.with("X-Project-Id", "0123456789abcdef0123456789abcdef")
                        .with("X-Auth-Token", "t")))
                .isEqualTo(ALICE);
    }

    @Test
    @DisplayName("equal requests of one second are all accepted")
    void acceptsEqualRequests() {
        SignatureRequest request = dressed(SignatureRequest.post("{}")).signed("host;x-sdk-date", CREATE + "/", "");
        SignatureAuthentication verifier = SignatureVerifier.at(SignatureVerifier.SIGNED_AT);

        assertThat(verifier.authenticate(request.asSent())).isEqualTo(ALICE);
        assertThat(verifier.authenticate(request.asSent())).isEqualTo(ALICE);
    }

    @Test
    @DisplayName("a path that ends in a slash is signed as it is")
    void keepsASlashAtTheEnd() {
        SignatureRequest request = dressed(SignatureRequest.get(LIST + "/", null));

        assertThat(SignatureVerifier.verdict(request.signed("x-sdk-date", LIST + "/", "")))
                .isEqualTo(ALICE);
    }

    @Test
    @DisplayName("outer blanks of a header are not signed, inner ones are")
    void ignoresOuterBlanksOfAHeader() {
        SignatureRequest request = dressed(SignatureRequest.post("{}")).with("X-Extra", " \t two  blanks ");

        assertThat(SignatureVerifier.verdict(request.signed("x-extra;x-sdk-date", CREATE + "/", "")))
                .isEqualTo(ALICE);
        assertThat(SignatureVerifier.verdict(request.replaced("X-Extra", "two blanks")))
                .isInstanceOf(Verdict.Disproven.class);
    }

    @Test
    @DisplayName("every value of a repeated header is signed, sorted")
    void coversEveryValueOfAHeader() {
        SignatureRequest request =
                dressed(SignatureRequest.post("{}")).with("X-Extra", "1").with("X-Extra", "2");
        request.signed("x-extra;x-sdk-date", CREATE + "/", "");

        assertThat(SignatureVerifier.verdict(request)).isEqualTo(ALICE);
        assertThat(SignatureVerifier.verdict(
                        request.without("X-Extra").with("X-Extra", "2").with("X-Extra", "1")))
                .isEqualTo(ALICE);
        assertThat(SignatureVerifier.verdict(request.without("X-Extra").with("X-Extra", "1")))
                .isInstanceOf(Verdict.Disproven.class);
        assertThat(SignatureVerifier.verdict(request.with("X-Extra", "2").with("X-Extra", "3")))
                .isInstanceOf(Verdict.Disproven.class);
    }

    @Test
    @DisplayName("a header beyond ASCII is signed as the bytes of the wire")
    void coversTheBytesOfAHeader() {
        SignatureRequest request = dressed(SignatureRequest.post("{}")).with("X-Extra", "你好é");
        request.signed("x-extra;x-sdk-date", CREATE + "/", "");

        assertThat(SignatureVerifier.verdict(request.replaced("X-Extra", SignatureOracleTest.asOnTheWire("你好é"))))
                .as("read as ISO-8859-1")
                .isEqualTo(ALICE);
        assertThat(SignatureVerifier.verdict(request.replaced("X-Extra", "你好é")))
                .as("read as UTF-8")
                .isEqualTo(ALICE);
    }

    @Nested
    @DisplayName("with temporary credentials")
    class Temporary {
        private static final Verdict PROVEN = new Verdict.Proven(SignatureVerifier.TEMPORARY_ALICE);

        private SignatureRequest signed(SignatureRequest request, String signedHeaders) {
            return request.signed(
                    SignatureVerifier.TEMPORARY_KEY,
                    SignatureRequest.SECRET,
                    signedHeaders,
                    CREATE + "/",
                    "",
                    SignatureRequest.hex(SignatureRequest.sha256(request.body)));
        }

        @Test
        @DisplayName("the security token is signed")
        void acceptsASignedSecurityToken() {
            SignatureRequest request =
                    dressed(SignatureRequest.post("{}")).with("X-Security-Token", SignatureVerifier.SECURITY_TOKEN);

            assertThat(SignatureVerifier.verdict(signed(request, "host;x-sdk-date;x-security-token")))
                    .isEqualTo(PROVEN);
        }

        @Test
        @DisplayName("the security token is added after signing, as Terraform does")
        void acceptsAnUnsignedSecurityToken() {
            SignatureRequest request = signed(dressed(SignatureRequest.post("{}")), "accept;x-sdk-date");

            assertThat(SignatureVerifier.verdict(request.with("X-Security-Token", SignatureVerifier.SECURITY_TOKEN)))
                    .isEqualTo(PROVEN);
        }

        @Test
        @DisplayName("it must be present once, and be the right one")
        void needsTheRightSecurityToken() {
            SignatureRequest request = signed(dressed(SignatureRequest.post("{}")), "accept;x-sdk-date");
            Verdict refused = new Verdict.Disproven("the security token is missing or not that of the access key");

            assertThat(SignatureVerifier.verdict(request)).isEqualTo(refused);
            assertThat(SignatureVerifier.verdict(request.with("X-Security-Token", "another")))
                    .isEqualTo(refused);
            assertThat(SignatureVerifier.verdict(request.with("X-Security-Token", SignatureVerifier.SECURITY_TOKEN)))
                    .as("beside another")
                    .isEqualTo(refused);
        }

        @Test
        @DisplayName("a permanent key needs no security token and ignores one")
        void ignoresTheSecurityTokenOfAPermanentKey() {
            SignatureRequest request = dressed(SignatureRequest.post("{}")).signed("x-sdk-date", CREATE + "/", "");

            assertThat(SignatureVerifier.verdict(request.with("X-Security-Token", "whatever")))
                    .isEqualTo(ALICE);
        }
    }

    @Nested
    @DisplayName("with a payload hash in a header")
    class PayloadHeader {
        private static final String NAME = "X-Sdk-Content-Sha256";

        private Verdict verdict(String body, String header, String signedHeaders, String payload) {
            return SignatureVerifier.verdict(dressed(SignatureRequest.post(body))
                    .with(NAME, header)
                    .signed(SignatureRequest.KEY, SignatureRequest.SECRET, signedHeaders, CREATE + "/", "", payload));
        }

        private final String hash =
                SignatureRequest.hex(SignatureRequest.sha256("{}".getBytes(StandardCharsets.UTF_8)));

        @ParameterizedTest(name = "signed headers {0}")
        @CsvSource({"x-sdk-date", "x-sdk-content-sha256;x-sdk-date"})
        void acceptsTheHashOfTheBody(String signedHeaders) {
            assertThat(verdict("{}", hash, signedHeaders, hash)).isEqualTo(ALICE);
            assertThat(verdict("{}", hash.toUpperCase(Locale.ROOT), signedHeaders, hash.toUpperCase(Locale.ROOT)))
                    .as("the literal value counts")
                    .isEqualTo(ALICE);
            assertThat(verdict("{}", hash.toUpperCase(Locale.ROOT), signedHeaders, hash))
                    .isInstanceOf(Verdict.Disproven.class);
        }

        @ParameterizedTest(name = "{0} for {1}")
        @CsvSource({
            "another hash, " + SignatureRequest.EMPTY_HASH,
            "no hash, STREAMING-PAYLOAD",
            "nothing, ''",
            "unsigned, UNSIGNED-PAYLOAD",
            "unsigned in lower case, unsigned-payload",
        })
        void refusesOtherHashes(String what, String header) {
            for (String signedHeaders : new String[] {"x-sdk-date", "x-sdk-content-sha256;x-sdk-date"}) {
                assertThat(verdict("{}", header, signedHeaders, header))
                        .isEqualTo(new Verdict.Disproven("X-Sdk-Content-Sha256 is not the hash of the body"));
            }
        }

        @Test
        @DisplayName("UNSIGNED-PAYLOAD is accepted if there is no body")
        void acceptsAnUnsignedEmptyBody() {
            assertThat(verdict("", "UNSIGNED-PAYLOAD", "x-sdk-date", "UNSIGNED-PAYLOAD"))
                    .isEqualTo(ALICE);
        }

        @Test
        @DisplayName("it cannot be added to a request that was signed with its body")
        void refusesAnAddedUnsignedPayload() {
            SignatureRequest request = dressed(SignatureRequest.post("")).signed("x-sdk-date", CREATE + "/", "");

            assertThat(SignatureVerifier.verdict(request.with(NAME, "UNSIGNED-PAYLOAD")))
                    .isInstanceOf(Verdict.Disproven.class);
        }

        @Test
        @DisplayName("it cannot be sent twice")
        void refusesARepeatedPayloadHash() {
            SignatureRequest request = dressed(SignatureRequest.post("{}")).signed("x-sdk-date", CREATE + "/", "");

            assertThat(SignatureVerifier.verdict(request.with(NAME, hash).with(NAME, hash)))
                    .isInstanceOf(Verdict.Disproven.class);
        }
    }
}
