package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("When as many connections are open as are allowed,")
class ConnectionLimitTest {
    private static final int LIMIT = 5;
    private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n";

    private final WebServer web = new WebServer(
            "127.0.0.1",
            0,
            HandlerChain.nonBlocking(request -> new ApiResponse(204, Map.of(), new byte[0]), BodyMemory.ofHeap(), 1000),
            TestErrors.create(),
            LIMIT);
    private final List<RawHttp> idle = new ArrayList<>();

    @BeforeEach
    void start() throws Exception {
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        for (RawHttp caller : idle) {
            caller.close();
        }
        web.stop();
    }

    private void openUpTo(int connections) throws Exception {
        while (idle.size() < connections) {
            idle.add(RawHttp.ofAnother(web.port()));
        }
        while (web.connections().size() < connections) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName(
            "the limit is logged, and idle connections are closed after a second, so that another caller is answered")
    void closesIdleConnections() throws Exception {
        openUpTo(LIMIT - 1);
        assertThat(web.limitReachedSinceLastCall()).isZero();
        openUpTo(LIMIT);
        try (RawHttp another = RawHttp.ofAnother(web.port())) {
            long begin = System.nanoTime();
            assertThat(another.send(REQUEST).answer()).startsWith("HTTP/1.1 204");
            // Without the rule an idle connection is closed after 20 seconds.
            assertThat(System.nanoTime() - begin).isLessThan(15_000_000_000L);
        }
        assertThat(idle.get(0).isCutOff()).isTrue();
        assertThat(web.limitReachedSinceLastCall()).isPositive();
        assertThat(web.limitReachedSinceLastCall()).isZero();
    }

    @Test
    @DisplayName("the log warns of it once, with the limit and what happens to callers")
    void warns() throws Exception {
        Logger log = (Logger) LoggerFactory.getLogger(Service.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            openUpTo(LIMIT - 1);
            Service.logConnectionLimit(web);
            assertThat(lines.list).isEmpty();
            openUpTo(LIMIT);
            Service.logConnectionLimit(web);
            Service.logConnectionLimit(web);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .extracting(line -> line.getLevel() + " " + line.getFormattedMessage())
                .containsExactly(
                        "WARN all 5 connections are in use: further callers wait, and idle connections are closed"
                                + " after a second");
    }
}
