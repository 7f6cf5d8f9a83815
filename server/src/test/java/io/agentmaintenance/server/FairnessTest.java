package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("When many callers want answers at the same time,")
class FairnessTest {
    private static final int MANY = 1000;
    // Jetty reads this much at once, and answers all requests in it. Requests of 64 bytes fill it without a rest.
    private static final int BUFFER = 8_192;
    private static final int LENGTH = 64;
    private static final String HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nA: 1234567\r\nContent-Length: 4\r\n\r\n";

    private final List<String> handled = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch allSent = new CountDownLatch(1);
    private final WebServer web = new WebServer(
            "127.0.0.1", 0, HandlerChain.nonBlocking(this::answer, BodyMemory.ofHeap(), 1000), TestErrors.create());

    private ApiResponse answer(ApiRequest request) {
        String body = new String(request.body(), US_ASCII);
        handled.add(body);
        if (body.equals("wait")) {
            begun.countDown();
            try {
                allSent.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return new ApiResponse(204, Map.of(), new byte[0]);
    }

    @BeforeEach
    void start() throws Exception {
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        allSent.countDown();
        web.stop();
    }

    @Test
    @DisplayName("one whose next requests have already arrived does not keep others waiting")
    void readsEachConnectionInTurn() throws Exception {
        assertThat(HEAD + "more").hasSize(LENGTH);
        try (RawHttp other = RawHttp.ofAnother(web.port());
                RawHttp greedy = RawHttp.ofAnother(web.port())) {
            assertThat(other.send(HEAD + "open").answer()).startsWith("HTTP/1.1 204");
            greedy.send(HEAD + "wait");
            begun.await();
            greedy.send((HEAD + "more").repeat(MANY));
            other.send(HEAD + "next");
            allSent.countDown();
            assertThat(other.answer()).startsWith("HTTP/1.1 204");
            assertThat(handled.indexOf("next")).isBetween(1, 2 * BUFFER / LENGTH);
        }
    }
}
