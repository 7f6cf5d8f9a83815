package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Authentication.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the worked examples of the signing algorithm,")
class SignatureExamplesTest {
    private static final String PROJECT = "0123456789abcdef0123456789abcdef";

    private static SignatureRequest first() {
        return SignatureRequest.post("{\"instance_ids\":[\"instancexxx001\",\"instancexxx002\"],"
                        + "\"invocation_type\":\"INSTALL\",\"invocation_target\":\"telescope\"}")
                .with("Host", "127.0.0.1:8080")
                .with("User-Agent", "huaweicloud-usdk-java/3.0")
                .with("X-Project-Id", PROJECT)
                .with("X-Sdk-Date", "20261123T080000Z")
                .with("Content-Type", "application/json")
                .with(
                        "Authorization",
                        "SDK-HMAC-SHA256 Access=AKEXAMPLE0000000001, "
                                + "SignedHeaders=host;user-agent;x-project-id;x-sdk-date, "
                                + "Signature=551ea2910081399bc05abf97118e274a63b9de39f3b66def66fb33c202019b39");
    }

    private static SignatureRequest second() {
        return SignatureRequest.get(
                        "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
                        "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0")
                .with("Content-Type", "application/json")
                .with("Host", "service.region.example.com")
                .with("X-Sdk-Date", "20191115T033655Z")
                .with(
                        "Authorization",
                        "SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, "
                                + "SignedHeaders=content-type;host;x-sdk-date, "
                                + "Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe");
    }

    private static List<String> spellings(SignatureRequest request) throws SignatureRefusal {
        return CanonicalRequest.spellings(request.asSent(), SignatureHeader.parse(request.header("Authorization")));
    }

    @Test
    @DisplayName("a POST has the canonical form of the example, part by part")
    void canonicalFormOfThePostIsThatOfTheExample() throws SignatureRefusal {
        assertThat(spellings(first())).containsExactly("""
                POST
                /v3/0123456789abcdef0123456789abcdef/agent-invocations/batch-create/

                host:127.0.0.1:8080
                user-agent:huaweicloud-usdk-java/3.0
                x-project-id:0123456789abcdef0123456789abcdef
                x-sdk-date:20261123T080000Z

                host;user-agent;x-project-id;x-sdk-date
                c8c902e4759c85f57e4345701282c1f4da284d992eb9e0237c58fe6ef5d3dcba""");
    }

    @Test
    @DisplayName("a POST has the string to sign of the example")
    void stringToSignOfThePostIsThatOfTheExample() throws SignatureRefusal {
        assertThat(SignatureAuthentication.stringToSign(
                        "20261123T080000Z", spellings(first()).get(0)))
                .isEqualTo("""
                SDK-HMAC-SHA256
                20261123T080000Z
                9745cefffdd681f7c4abc913f08083bab4e1e128284c88e6732be4de02a9ce8f""");
    }

    @Test
    @DisplayName("a POST has the signature of the example")
    void signatureOfThePostIsThatOfTheExample() {
        assertThat(SignatureVerifier.verdict(first())).isEqualTo(new Verdict.Proven(SignatureVerifier.ALICE));
    }

    @Test
    @DisplayName("a GET with a query has a canonical form with the hash of the example")
    void canonicalFormOfTheGetHasTheHashOfTheExample() throws SignatureRefusal {
        List<String> spellings = spellings(second());

        assertThat(spellings).hasSize(1);
        assertThat(SignatureRequest.hex(SignatureRequest.sha256(spellings.get(0).getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a");
    }

    @Test
    @DisplayName("a GET with a query has the signature of the example")
    void signatureOfTheGetIsThatOfTheExample() {
        Caller caller = SignatureVerifier.caller("guide");
        AccessKey key = AccessKey.permanent(
                "QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc".toCharArray(), caller);
        Clock clock = Clock.fixed(Instant.parse("2019-11-15T03:36:55Z"), ZoneOffset.UTC);

        assertThat(new SignatureAuthentication(AccessKeys.of(List.of(key)), clock).authenticate(second().asSent()))
                .isEqualTo(new Verdict.Proven(caller));
    }

    @Test
    @DisplayName("the signer of these tests returns the same signatures as the examples")
    void testSignerAgreesWithTheExamples() {
        SignatureRequest example = first();
        String expected = example.header("Authorization");

        assertThat(example.signed("host;user-agent;x-project-id;x-sdk-date", example.path + "/", "")
                        .header("Authorization"))
                .isEqualTo(expected);
    }
}
