package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("When a signature does not match, the log")
class SignatureLogTest {
    private static final String PATH = "/v3/p/agent-invocations";

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.agentmaintenance.signatures");
    private final Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false); // The log of the tests is searched for hashes.
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setAdditive(true);
        logger.setLevel(before);
    }

    private static SignatureRequest signed() {
        return SignatureRequest.get(PATH, "limit=10")
                .with("Host", "h")
                .with("X-Sdk-Date", SignatureRequest.DATE)
                .with("X-Security-Token", "secret-token")
                .signed("host;x-sdk-date;x-security-token", PATH + "/", "limit=10");
    }

    @Test
    @DisplayName("has the canonical request and its hash at DEBUG, without the values of secret headers")
    void hasTheCanonicalRequest() {
        SignatureRequest request = signed();
        request.query = "limit=11";
        SignatureVerifier.verdict(request);

        String start = "GET\n" + PATH + "/\nlimit=11\nhost:h\nx-sdk-date:" + SignatureRequest.DATE + "\n";
        String end = "\n\nhost;x-sdk-date;x-security-token\n" + SignaturePayload.sha256("");
        String canonical = start + "x-security-token:secret-token" + end;
        String shown = start + "x-security-token:(not\\u0020shown)" + end;
        assertThat(lines.list).hasSize(1);
        assertThat(lines.list.get(0).getLevel()).isEqualTo(Level.DEBUG);
        assertThat(lines.list.get(0).getFormattedMessage())
                .isEqualTo("signature does not match; SHA-256 of the canonical request: "
                        + SignaturePayload.sha256(canonical) + "; canonical request: " + shown.replace("\n", "\\n"));
    }

    @Test
    @DisplayName("is bounded in length, whatever the request")
    void isBoundedInLength() {
        SignatureRequest request = signed();
        request.query = "x=" + "y".repeat(20_000);
        SignatureVerifier.verdict(request);
        assertThat(lines.list.get(0).getFormattedMessage()).hasSizeBetween(4096, 4300);
    }

    @Test
    @DisplayName("has no line for a valid signature, and none above DEBUG")
    void hasNoLineForAValidSignature() {
        SignatureVerifier.verdict(signed());
        logger.setLevel(Level.INFO);
        SignatureRequest request = signed();
        request.query = "limit=11";
        SignatureVerifier.verdict(request);
        assertThat(lines.list).isEmpty();
    }
}
