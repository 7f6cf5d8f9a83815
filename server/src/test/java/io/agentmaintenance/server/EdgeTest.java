package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("On the wire,")
class EdgeTest {
    private static final String LIST =
            "GET /v3/demo/agent-invocations HTTP/1.1\r\nHost: h\r\nX-Auth-Token: demo-token\r\n";
    private static final String CREATE =
            "POST /v3/demo/agent-invocations/batch-create HTTP/1.1\r\nHost: h\r\nX-Auth-Token: demo-token\r\n";

    private DemoSession demo;

    @BeforeEach
    void start() throws Exception {
        demo = new DemoSession();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "no Host|400|GET /v3/demo/agent-invocations HTTP/1.1~~",
                "length and chunks|400|POST /v3/demo/agent-status/batch-query HTTP/1.1~Host: h~Content-Length: 2~Transfer-Encoding: chunked~~",
                "two lengths|400|POST /v3/demo/agent-status/batch-query HTTP/1.1~Host: h~Content-Length: 2~Content-Length: 3~~",
                "a bad length|400|POST /v3/demo/agent-status/batch-query HTTP/1.1~Host: h~Content-Length: x~~",
                "no version|505|GET /v3/demo/agent-invocations~Host: h~~",
                "garbage|400|<html>hello</html>~~",
                "a header without a name|400|GET / HTTP/1.1~Host: h~: x~~",
                "lines that end in a line feed alone|400|GET /v3/demo/agent-invocations HTTP/1.1^Host: h^^",
                "chunks that end in a line feed alone|400|POST /v3/demo/agent-status/batch-query HTTP/1.1~Host: h~X-Auth-Token: demo-token~Transfer-Encoding: chunked~~2^{}^0^^",
                "a folded header|400|GET /v3/demo/agent-invocations HTTP/1.1~Host: h~X-A: a~ b~~",
                "a blank before the colon|400|GET /v3/demo/agent-invocations HTTP/1.1~Host : h~~",
                "an unknown version|505|GET / HTTP/7.0~Host: h~~",
                "HTTP/2 without TLS|505|PRI * HTTP/2.0~~SM~~",
                "HTTP/2 that was not agreed on|505|GET / HTTP/2.0~Host: h~~",
            })
    @DisplayName("what is not HTTP is refused with an error body:")
    void refusesWhatIsNotHttp(String what, int status, String request) throws Exception {
        try (RawHttp http = new RawHttp(demo.port())) {
            String answer =
                    http.send(request.replace("~", "\r\n").replace("^", "\n")).toTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"error_code\":\"", "\"error_msg\":\"");
            assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                    .contains("x-request-id: ", "content-type: application/json");
        }
    }

    @ParameterizedTest
    @CsvSource({"16384, 401", "16385, 400", "200000, 431"})
    @DisplayName("a token can have up to 16,384 characters")
    void acceptsTokensOf16384Characters(int length, int status) throws Exception {
        try (RawHttp http = new RawHttp(demo.port())) {
            String request = "GET /v3/demo/agent-invocations HTTP/1.1\r\nHost: h\r\nX-Auth-Token: " + "t".repeat(length)
                    + "\r\nConnection: close\r\n\r\n";
            assertThat(http.send(request).toTheEnd())
                    .startsWith("HTTP/1.1 " + status)
                    .contains("error_code");
        }
    }

    @Test
    @DisplayName("a body of 10 MB is refused before it is sent")
    void refusesALargeBodyByItsLength() throws Exception {
        try (RawHttp http = new RawHttp(demo.port())) {
            String answer =
                    http.send(CREATE + "Content-Length: 10000000\r\n\r\n").toTheEnd();
            assertThat(answer).startsWith("HTTP/1.1 413").contains("taskmgr.0413");
        }
    }

    @Test
    @DisplayName("a body of unknown length is refused when it exceeds the limit")
    void refusesALargeBodyOfUnknownLength() throws Exception {
        try (RawHttp http = new RawHttp(demo.port())) {
            http.send(CREATE + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            for (int i = 0; i < 17; i++) {
                http.send(chunk);
            }
            assertThat(http.answer()).startsWith("HTTP/1.1 413").contains("taskmgr.0413");
        }
    }

    @Test
    @DisplayName("the next valid request of a connection is answered, and a doubled slash is accepted")
    void answersTheNextRequestOfAConnection() throws Exception {
        try (RawHttp http = new RawHttp(demo.port())) {
            assertThat(http.send(LIST + "\r\n").answer())
                    .startsWith("HTTP/1.1 200")
                    .contains("\"count\":0");
            assertThat(http.send(LIST.replace("/v3", "//v3") + "\r\n").answer()).startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "in the head|GET /v3/demo/agent-invocations HTTP/1.1~Host: h~X-A: a",
                "in the body|POST /v3/demo/agent-status/batch-query HTTP/1.1~Host: h~X-Auth-Token: demo-token~Content-Length: 99~~{",
            })
    @DisplayName("a slow sender is cut off after 20 seconds, and others are not:")
    void cutsOffASlowSender(String where, String begin) throws Exception {
        AtomicLong nanos = new AtomicLong();
        SlowConnectionMonitor monitor = new SlowConnectionMonitor(Duration.ofSeconds(20), nanos::get);
        try (RawHttp slow = new RawHttp(demo.port());
                RawHttp good = new RawHttp(demo.port())) {
            good.send(LIST + "\r\n").answer();
            slow.send(begin.replace("~", "\r\n"));
            demo.awaitBytes(begin.length());
            for (int second = 0; second <= 21; second++) {
                monitor.check(demo.connections());
                nanos.addAndGet(Duration.ofSeconds(1).toNanos());
                if (second < 20) {
                    slow.send(" ");
                }
            }
            monitor.check(demo.connections());
            assertThat(slow.isCutOff()).isTrue();
            assertThat(good.send(LIST + "\r\n").answer()).startsWith("HTTP/1.1 200");
        }
    }
}
