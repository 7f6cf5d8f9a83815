package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Authentication.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The signature of a request")
class SignatureTamperingTest {
    private static final String PATH = "/v3/p/agent-invocations";
    private static final String SIGNED = "host;user-agent;x-sdk-date";

    private static SignatureRequest good() {
        SignatureRequest request = SignatureRequest.get(PATH, "limit=10&offset=0")
                .with("Host", "127.0.0.1:8080")
                .with("User-Agent", "client")
                .with("X-Sdk-Date", SignatureRequest.DATE)
                .with("Content-Type", "application/json");
        request.body = "{}".getBytes(StandardCharsets.UTF_8);
        return request.signed(SIGNED, PATH + "/", "limit=10&offset=0");
    }

    private static Arguments change(String what, Consumer<SignatureRequest> change) {
        return Arguments.of(what, change);
    }

    static Stream<Arguments> signedParts() {
        return Stream.of(
                change("the method", r -> r.method = "DELETE"),
                change("the project in the path", r -> r.path = "/v3/q/agent-invocations"),
                change("a segment more", r -> r.path = PATH + "/x"),
                change("a slash more", r -> r.path = "/" + PATH),
                change("an escaped slash", r -> r.path = "/v3/p%2Fagent-invocations"),
                change("a dot segment", r -> r.path = "/v3/x/../p/agent-invocations"),
                change("the value of a parameter", r -> r.query = "limit=11&offset=0"),
                change("the name of a parameter", r -> r.query = "limit=10&Offset=0"),
                change("a parameter more", r -> r.query = "limit=10&offset=0&x"),
                change("a parameter twice", r -> r.query = "limit=10&offset=0&limit=10"),
                change("a parameter less", r -> r.query = "limit=10"),
                change("no query", r -> r.query = null),
                change("the body", r -> r.body = "{ }".getBytes(StandardCharsets.UTF_8)),
                change("no body", r -> r.body = new byte[0]),
                change("a body too large to be read", r -> r.bodyTooLarge = true),
                change("a signed header", r -> r.replaced("Host", "127.0.0.1:8081")),
                change("a signed header in case only", r -> r.replaced("User-Agent", "Client")),
                change("a signed header gone", r -> r.without("User-Agent")),
                change("a signed header twice", r -> r.with("User-Agent", "client")),
                change("a second value before the signed one", r -> r.headers.add(0, new String[] {"Host", "evil"})),
                change("the date", r -> r.replaced("X-Sdk-Date", "20261123T080001Z")),
                change("the date twice", r -> r.with("X-Sdk-Date", SignatureRequest.DATE)),
                change("the date gone", r -> r.without("X-Sdk-Date")),
                change("two authorizations", r -> r.with("Authorization", r.header("Authorization"))),
                change("a bearer token beside it", r -> r.with("Authorization", "Bearer x")),
                change(
                        "two headers in one",
                        r -> r.without("Host")
                                .replaced("User-Agent", "client\nx:y")
                                .with("Host", "127.0.0.1:8080")));
    }

    @Test
    @DisplayName("is valid for the unchanged request")
    void acceptsTheUnchangedRequest() {
        assertThat(SignatureVerifier.verdict(good())).isEqualTo(new Verdict.Proven(SignatureVerifier.ALICE));
    }

    @ParameterizedTest(name = "if changed: {0}")
    @MethodSource("signedParts")
    @DisplayName("is not valid if a signed part is changed")
    void refusesAChangedRequest(String what, Consumer<SignatureRequest> change) {
        SignatureRequest request = good();
        change.accept(request);

        assertThat(SignatureVerifier.verdict(request)).isInstanceOf(Verdict.Disproven.class);
    }

    static Stream<Arguments> unsignedParts() {
        return Stream.of(
                change("an unsigned header", r -> r.replaced("Content-Type", "text/plain")),
                change("an unsigned header gone", r -> r.without("Content-Type")),
                change("a header more", r -> r.with("X-Project-Id", "p")),
                change("the spelling of a value", r -> r.query = "limit=%31%30&offset=0"),
                change("the spelling of a name", r -> r.query = "%6Cimit=10&offset=0"),
                change("the order of the parameters", r -> r.query = "offset=0&limit=10"),
                change("the spelling of the path", r -> r.path = "/v3/%70/agent-invocations"),
                change("the slash at the end", r -> r.path = PATH + "/"),
                change("the case of a header's name", r -> r.without("Host").with("hOST", "127.0.0.1:8080")),
                change("blanks around a header", r -> r.replaced("Host", "  127.0.0.1:8080\t")));
    }

    @ParameterizedTest(name = "if changed: {0}")
    @MethodSource("unsignedParts")
    @DisplayName("is valid if an unsigned part is changed")
    void acceptsAChangeOfAnUnsignedPart(String what, Consumer<SignatureRequest> change) {
        SignatureRequest request = good();
        change.accept(request);

        assertThat(SignatureVerifier.verdict(request)).isEqualTo(new Verdict.Proven(SignatureVerifier.ALICE));
    }

    static IntStream positions() {
        return IntStream.range(0, good().header("Authorization").length());
    }

    @ParameterizedTest(name = "if one character of the header changes: at {0}")
    @MethodSource("positions")
    @DisplayName("is not valid if one character of its header is changed")
    void refusesAChangedCharacterOfTheHeader(int position) {
        SignatureRequest request = good();
        String header = request.header("Authorization");
        for (char other : "aA0 ;,=-\t".toCharArray()) {
            if (header.charAt(position) != other) {
                String changed = header.substring(0, position) + other + header.substring(position + 1);

                assertThat(SignatureVerifier.verdict(request.replaced("Authorization", changed)))
                        .as(changed)
                        .isNotInstanceOf(Verdict.Proven.class);
            }
        }
    }

    private static final String HEX = "0".repeat(64);

    static Stream<Arguments> malformed() {
        return Stream.of(
                        "SDK-HMAC-SHA256",
                        "SDK-HMAC-SHA256 ",
                        "SDK-HMAC-SHA256 Access=a",
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date",
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=",
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX + "0",
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX + ", x=y",
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=" + "G".repeat(64),
                        "SDK-HMAC-SHA256 Access=, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=" + "a".repeat(129) + ", SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=é, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=;, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date;, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=X-Sdk-Date, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date;a:b, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date;x-sdk-date, Signature=" + HEX,
                        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x-sdk-date" + ";a".repeat(4096) + ", Signature=" + HEX,
                        "SDK-HMAC-SHA256 SignedHeaders=x-sdk-date, Access=a, Signature=" + HEX,
                        "SDK-HMAC-SHA256  Access=a,SignedHeaders=x-sdk-date,Signature=" + HEX,
                        "SDK-HMAC-SHA256Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "sdk-hmac-sha256 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-HMAC-SM3 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-ECDSA-P256-SHA256 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "SDK-SM2-SM3 Access=a, SignedHeaders=x-sdk-date, Signature=" + HEX,
                        "V11-HMAC-SHA256 Credential=a, SignedHeaders=x-sdk-date, Signature=" + HEX)
                .map(Arguments::of);
    }

    @ParameterizedTest(name = "if its header is {0}")
    @MethodSource("malformed")
    @DisplayName("is not valid if its header is malformed")
    void refusesAMalformedHeader(String header) {
        assertThat(SignatureVerifier.verdict(good().replaced("Authorization", header)))
                .isInstanceOf(Verdict.Disproven.class);
    }

    @ParameterizedTest(name = "with another scheme: {0}")
    @ValueSource(strings = {"", " ", "Bearer abc", "Basic YTpi", "AWS4-HMAC-SHA256 Credential=x", "Access=a"})
    @DisplayName("is not present if the header has another scheme")
    void ignoresOtherSchemes(String header) {
        assertThat(SignatureVerifier.verdict(good().replaced("Authorization", header)))
                .isEqualTo(new Verdict.NotPresent());
    }

    @Test
    @DisplayName("is not present without a header")
    void ignoresAnAbsentHeader() {
        assertThat(SignatureVerifier.verdict(good().without("Authorization"))).isEqualTo(new Verdict.NotPresent());
    }

    @Test
    @DisplayName("is not valid if the date is not signed")
    void refusesAnUnsignedDate() {
        assertThat(SignatureVerifier.verdict(good().signed("host;user-agent", PATH + "/", "limit=10&offset=0")))
                .isEqualTo(new Verdict.Disproven("X-Sdk-Date is missing, repeated or not signed"));
    }

    @Test
    @DisplayName("is not valid if its key is unknown, or if it was made with another secret")
    void refusesAnUnknownKeyAndAnotherSecret() {
        String hash = SignatureRequest.hex(SignatureRequest.sha256(good().body));
        SignatureRequest unknown =
                good().signed("AKUNKNOWN", SignatureRequest.SECRET, SIGNED, PATH + "/", "limit=10&offset=0", hash);
        SignatureRequest otherSecret =
                good().signed(SignatureRequest.KEY, "other", SIGNED, PATH + "/", "limit=10&offset=0", hash);
        SignatureRequest nobody = good().signed("nobody", "nobody", SIGNED, PATH + "/", "limit=10&offset=0", hash);

        assertThat(SignatureVerifier.verdict(unknown)).isEqualTo(new Verdict.Disproven("the access key is unknown"));
        assertThat(SignatureVerifier.verdict(nobody)).isEqualTo(new Verdict.Disproven("the access key is unknown"));
        assertThat(SignatureVerifier.verdict(otherSecret))
                .isEqualTo(new Verdict.Disproven("the signature is not that of the request"));
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({
        "2026-11-23T08:00:00Z, true",
        "2026-11-23T08:00:00.999Z, true",
        "2026-11-23T08:14:59Z, true",
        "2026-11-23T08:15:00Z, true",
        "2026-11-23T08:15:00.001Z, false",
        "2026-11-23T08:15:01Z, false",
        "2026-11-23T07:45:00Z, true",
        "2026-11-23T07:44:59.999Z, false",
        "2026-11-24T08:00:00Z, false",
        "2025-11-23T08:00:00Z, false",
    })
    @DisplayName("is valid for 15 minutes before and after its date")
    void limitsTheAgeTo15Minutes(Instant now, boolean proven) {
        Verdict verdict = SignatureVerifier.at(now).authenticate(good().asSent());

        assertThat(verdict)
                .isEqualTo(
                        proven
                                ? new Verdict.Proven(SignatureVerifier.ALICE)
                                : new Verdict.Disproven("X-Sdk-Date is more than 15 minutes off"));
    }

    @ParameterizedTest(name = "if it is dated {0}")
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-23T08:00:00Z",
                "20261123T080000",
                "20261123T080000z",
                "20261123 080000Z",
                "20261123T080000+",
                "+0261123T080000Z",
                "-0261123T080000Z",
                "20261323T080000Z",
                "20260230T080000Z",
                "20261123T240000Z",
                "20261123T080060Z",
                "20261123T0800000Z",
                "120261123T080000Z",
                "２０261123T080000Z",
                "Mon, 23 Nov 2026 08:00:00 GMT"
            })
    void refusesAMalformedDate(String date) {
        SignatureRequest request = good().replaced("X-Sdk-Date", date).signed(SIGNED, PATH + "/", "limit=10&offset=0");

        assertThat(SignatureVerifier.verdict(request))
                .isEqualTo(new Verdict.Disproven("X-Sdk-Date is not of the form YYYYMMDDTHHMMSSZ"));
    }
}
