package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("While more comes in than can be answered,")
class OverloadTest {
    private static final String REQUEST = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    // No answer at once; one under way, and one that waits.
    private final Admission admission = new Admission(1, 0, Duration.ZERO, 1);
    private final JettyBinding binding = new JettyBinding(
            this::answer,
            request -> new ApiResponse(429, Map.of("Retry-After", "1"), new byte[0]),
            admission,
            BodyRoom.inHeap(),
            1000);
    private final WebServer web = new WebServer(
            "127.0.0.1",
            0,
            binding,
            (request, response, callback) -> false,
            () -> admission.newRound(System::nanoTime));

    private ApiResponse answer(ApiRequest request) {
        begun.countDown();
        try {
            assertThat(released.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        String body = new String(request.body(), US_ASCII);
        if (body.equals("oops")) {
            throw new IllegalStateException("not a good request");
        }
        return new ApiResponse(201, Map.of(), request.body());
    }

    @BeforeEach
    void start() throws Exception {
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        released.countDown();
        web.stop();
        admission.close();
    }

    @Test
    @DisplayName(
            "who is not let in hears it before those who were are answered, and can come again on the same connection")
    void turnedAwayAtOnce() throws Exception {
        try (RawHttp first = RawHttp.ofAnother(web.port());
                RawHttp second = RawHttp.ofAnother(web.port());
                RawHttp third = RawHttp.ofAnother(web.port())) {
            first.send(REQUEST + "1111");
            assertThat(begun.await(20, SECONDS)).isTrue();
            second.send(REQUEST + "2222");
            while (admission.waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(third.send(REQUEST + "3333").answer())
                    .startsWith("HTTP/1.1 429")
                    .contains("Retry-After: 1");
            assertThat(binding.turnedAway()).isEqualTo(1);

            released.countDown();
            assertThat(first.answer()).startsWith("HTTP/1.1 201").endsWith("1111");
            assertThat(second.answer()).startsWith("HTTP/1.1 201").endsWith("2222");
            assertThat(third.send(REQUEST + "4444").answer())
                    .startsWith("HTTP/1.1 201")
                    .endsWith("4444");
            assertThat(binding.turnedAway()).isZero();
        }
    }

    @Test
    @DisplayName("a request that was handed over and goes wrong is cut off, and the next one is answered")
    void goesWrong() throws Exception {
        released.countDown();
        try (RawHttp first = RawHttp.ofAnother(web.port());
                RawHttp second = RawHttp.ofAnother(web.port())) {
            assertThat(first.send(REQUEST + "oops").answer()).doesNotContain("oops");
            assertThat(second.send(REQUEST + "2222").answer()).startsWith("HTTP/1.1 201");
        }
    }
}
