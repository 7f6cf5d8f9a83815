package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.tck.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("Behind a proxy that rewrites Host, the server")
class TrustedProxiesTest {
    private static final String FILE = """
            versions: [{version: 1.0.0}]
            trustedProxies: [%s]
            identity: {domain: acme}
            projects:
              - id: north
                keys: [{name: k, access: AK1, secret: marker-secret}]
                servers: [{any: true}]
            """;
    private static final String DATE = "20261123T080000Z";

    private Service service;

    private void start(String proxies) throws Exception {
        String file = FILE.formatted(proxies);
        service = new Service(
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                RequestValidator.create(),
                SettableClock.at(Instant.parse("2026-11-23T08:00:00Z")),
                "127.0.0.1",
                0);
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String get(String path, String... headers) throws Exception {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        try (RawHttp caller = new RawHttp(service.port())) {
            return caller.send("GET " + path + " HTTP/1.1\r\nHost: inner:8080\r\n" + lines + "\r\n")
                    .answer();
        }
    }

    private static String signedFor(String host, String path) throws Exception {
        String canonical =
                "GET\n" + path + "/\n\nhost:" + host + "\nx-sdk-date:" + DATE + "\n\nhost;x-sdk-date\n" + sha256("");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("marker-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String text = "SDK-HMAC-SHA256\n" + DATE + "\n" + sha256(canonical);
        return "X-Sdk-Date: " + DATE + "\r\nAuthorization: SDK-HMAC-SHA256 Access=AK1, SignedHeaders=host;x-sdk-date, "
                + "Signature=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha256(String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"127.0.0.1", "127.0.0.0/8", "'10.0.0.0/8', '::1', '127.0.0.1'"})
    @DisplayName("verifies signatures with the host of a trusted proxy, for a request to each API:")
    void verifiesSignaturesWithTheOuterHost(String proxies) throws Exception {
        start(proxies);
        for (String path : new String[] {"/v3/north/agent-invocations", "/v3/auth/catalog"}) {
            String signature = signedFor("ces.test:8443", path);

            assertThat(get(path, signature)).startsWith("HTTP/1.1 401");
            assertThat(get(path, signature, "X-Forwarded-Host: ces.test:8443")).startsWith("HTTP/1.1 200");
            assertThat(get(path, signature, "Forwarded: for=1.2.3.4;host=\"ces.test:8443\";proto=https"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Forwarded-Host: iam.test | http://iam.test/v3/",
                "X-Forwarded-Proto: https | https://inner:8080/v3/",
                "X-Forwarded-Host: iam.test~X-Forwarded-Proto: HTTPS | https://iam.test/v3/",
                "X-Forwarded-Host: forged.test, iam.test | http://iam.test/v3/",
                "X-Forwarded-Host: forged.test~X-Forwarded-Host: iam.test | http://iam.test/v3/",
                "Forwarded: for=1.2.3.4;host=iam.test;proto=https | https://iam.test/v3/",
                "Forwarded: host=forged.test, HOST=\"[::1]:8443\";Proto=https | https://[::1]:8443/v3/",
                "Forwarded: host=forged.test~X-Forwarded-Host: iam.test | http://iam.test/v3/",
                "X-Forwarded-Host: iam.test:8443 | http://iam.test:8443/v3/",
                "X-Forwarded-Host: 192.0.2.1:80 | http://192.0.2.1:80/v3/",
                "X-Forwarded-Host: [2001:db8::1] | http://[2001:db8::1]/v3/",
                "X-Forwarded-Host: [::ffff:192.0.2.1]:8443 | http://[::ffff:192.0.2.1]:8443/v3/",
                "Forwarded: garbage;;=;host | http://inner:8080/v3/",
            })
    @DisplayName("has links to the outer host and scheme:")
    void linksLeadToTheOuterHost(String headers, String link) throws Exception {
        start("127.0.0.1");

        assertThat(get("/v3", headers.split("~", -1)))
                .startsWith("HTTP/1.1 200")
                .contains("\"" + link + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-Host: ::1",
                "X-Forwarded-Host: 2001:db8::1",
                "X-Forwarded-Host: ::1:8443",
                "X-Forwarded-Host: [::1",
                "X-Forwarded-Host: [:::1]",
                "X-Forwarded-Host: [::1]x",
                "X-Forwarded-Host: [192.0.2.1]",
                "X-Forwarded-Host: a..b",
                "X-Forwarded-Host: .",
                "X-Forwarded-Host: a:",
                "X-Forwarded-Host: a:0",
                "X-Forwarded-Host: a:65536",
                "X-Forwarded-Host: a:b",
                "X-Forwarded-Host: 1.2.3",
                "X-Forwarded-Host: 1.2.3.256",
                "X-Forwarded-Host: a/b?c",
                "X-Forwarded-Host: a b",
                "X-Forwarded-Proto: javascript",
                "Forwarded: host=\"::1\"",
                "Forwarded: host=\"x",
                "Forwarded: for=\"",
            })
    @DisplayName("ignores a value that is not legal, with a line in the log:")
    void ignoresIllegalValues(String header) throws Exception {
        start("127.0.0.1");
        Logger log = (Logger) LoggerFactory.getLogger(TrustedProxies.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            assertThat(get("/v3", header)).startsWith("HTTP/1.1 200").contains("\"http://inner:8080/v3/\"");
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list)
                .isNotEmpty()
                .allSatisfy(
                        line -> assertThat(line.getFormattedMessage())
                                .matches(
                                        "a trusted proxy has forwarded a (host|scheme|header) that is not legal; it is ignored"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/8", "'::1'"})
    @DisplayName("ignores the headers of a sender that is not trusted:")
    void ignoresOtherSenders(String proxies) throws Exception {
        start(proxies);
        String path = "/v3/auth/catalog";

        assertThat(get("/v3", "X-Forwarded-Host: iam.test", "X-Forwarded-Proto: https"))
                .contains("\"http://inner:8080/v3/\"");
        assertThat(get("/v3", "Forwarded: host=iam.test;proto=https")).contains("\"http://inner:8080/v3/\"");
        assertThat(get(path, signedFor("ces.test", path), "X-Forwarded-Host: ces.test"))
                .startsWith("HTTP/1.1 401");
        assertThat(get(path, signedFor("inner:8080", path), "X-Forwarded-Host: ces.test"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    @DisplayName("needs no setting if the proxy keeps Host")
    void needsNoSettingIfTheProxyKeepsHost() throws Exception {
        start("");
        String path = "/v3/north/agent-invocations";

        assertThat(get(path, signedFor("inner:8080", path))).startsWith("HTTP/1.1 200");
    }
}
