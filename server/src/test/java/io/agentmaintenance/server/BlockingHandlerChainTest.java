package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("With an API that blocks,")
class BlockingHandlerChainTest {
    private static final Duration NEVER = Duration.ofMinutes(5);
    private static final int MANY = 20;
    private static final String HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nX-Request-Id: id-7\r\nContent-Length: 4\r\n\r\n";

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private final ProtocolErrors errors = TestErrors.create();
    private WebServer web;

    private void start(int concurrent, Duration longestWait) throws Exception {
        web = new WebServer(
                "127.0.0.1",
                0,
                HandlerChain.blocking(this::echo, BodyMemory.ofHeap(), 1000, concurrent, longestWait),
                errors);
        web.start();
    }

    /** Answers "fast" and "oops" at once, and others when they are released. */
    private ApiResponse echo(ApiRequest request) {
        String body = new String(request.body(), US_ASCII);
        if (body.equals("oops")) {
            throw new IllegalStateException("not a good request");
        }
        if (!body.equals("fast")) {
            begun.release();
            assertThat(acquired(released, 1)).isTrue();
        }
        return new ApiResponse(201, Map.of(), request.body());
    }

    private static boolean acquired(Semaphore semaphore, int permits) {
        try {
            return semaphore.tryAcquire(permits, 20, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private RawHttp caller() throws Exception {
        return RawHttp.ofAnother(web.port());
    }

    @AfterEach
    void stop() throws Exception {
        released.release(MANY);
        web.stop();
    }

    @Test
    @DisplayName("as many requests as allowed are answered at the same time, and others are read meanwhile")
    void answersConcurrently() throws Exception {
        start(MANY + 1, NEVER);
        RawHttp[] callers = new RawHttp[MANY];
        for (int i = 0; i < MANY; i++) {
            callers[i] = caller().send(HEAD + (1000 + i));
        }
        assertThat(acquired(begun, MANY)).isTrue();
        try (RawHttp another = caller()) {
            assertThat(another.send(HEAD + "fast").answer()).startsWith("HTTP/1.1 201");
        }
        released.release(MANY);
        for (int i = 0; i < MANY; i++) {
            assertThat(callers[i].answer()).startsWith("HTTP/1.1 201").endsWith("" + (1000 + i));
            callers[i].close();
        }
    }

    @Test
    @DisplayName("requests whose bodies arrive late do not block the selector threads")
    void handlesLateBodiesOutsideTheSelector() throws Exception {
        start(MANY + 1, NEVER);
        RawHttp[] callers = new RawHttp[MANY];
        for (int i = 0; i < MANY; i++) {
            callers[i] = caller().send(HEAD + "12");
        }
        awaitPartOfAll(MANY, HEAD.length() + 2);
        for (RawHttp caller : callers) {
            caller.send("34");
        }
        assertThat(acquired(begun, MANY)).isTrue();
        try (RawHttp another = caller()) {
            assertThat(another.send(HEAD + "fast").answer()).startsWith("HTTP/1.1 201");
        }
        released.release(MANY);
        for (RawHttp caller : callers) {
            assertThat(caller.answer()).startsWith("HTTP/1.1 201").endsWith("1234");
            caller.close();
        }
    }

    /** Waits until so many connections have brought so many bytes, and the server waits for more of each. */
    private void awaitPartOfAll(int connections, int bytes) {
        while (web.connections().stream()
                        .filter(endPoint -> endPoint.isFillInterested() && bytesOf(endPoint) == bytes)
                        .count()
                < connections) {
            Thread.onSpinWait();
        }
    }

    private static long bytesOf(EndPoint endPoint) {
        return endPoint.getConnection() == null ? 0 : endPoint.getConnection().getBytesIn();
    }

    @Test
    @DisplayName("a request beyond the limit waits, and is answered when another one is")
    void letsFurtherRequestsWait() throws Exception {
        start(1, NEVER);
        try (RawHttp first = caller();
                RawHttp second = caller()) {
            first.send(HEAD + "1111");
            assertThat(acquired(begun, 1)).isTrue();
            second.send(HEAD + "2222");
            released.release(2);
            assertThat(first.answer()).startsWith("HTTP/1.1 201").endsWith("1111");
            assertThat(second.answer()).startsWith("HTTP/1.1 201").endsWith("2222");
        }
    }

    @Test
    @DisplayName(
            "a request that waits too long gets 429 in the error format, and can be repeated on the same connection")
    void rejectsAfterLongestWait() throws Exception {
        start(1, Duration.ofMillis(50));
        try (RawHttp first = caller();
                RawHttp second = caller()) {
            first.send(HEAD + "1111");
            assertThat(acquired(begun, 1)).isTrue();
            assertThat(second.send(HEAD + "2222").answer())
                    .startsWith("HTTP/1.1 429")
                    .contains("Retry-After: 1", "X-Request-Id: id-7", "application/json")
                    .contains(
                            "\"error_code\":\"taskmgr.0429\"", "\"error_msg\":\"Too many requests. Try again later.\"")
                    .doesNotContain("Connection: close");
            assertThat(errors.overloadedSinceLastCall()).isEqualTo(1);
            assertThat(errors.overloadedSinceLastCall()).isZero();

            released.release(1);
            assertThat(first.answer()).startsWith("HTTP/1.1 201").endsWith("1111");
            assertThat(second.send(HEAD + "fast").answer()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    @DisplayName("a slow sender does not delay others, because a request takes its turn when its body is complete")
    void slowSenderTakesNoTurn() throws Exception {
        start(1, NEVER);
        try (RawHttp slow = caller();
                RawHttp other = caller()) {
            slow.send(HEAD + "fas");
            awaitPartOfAll(1, HEAD.length() + 3);
            assertThat(other.send(HEAD + "fast").answer()).startsWith("HTTP/1.1 201");
            assertThat(slow.send("t").answer()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    @DisplayName("a request that fails unexpectedly gets 500, even if its body arrives late, and frees its turn")
    void answersFailuresWith500() throws Exception {
        start(1, NEVER);
        try (RawHttp first = caller();
                RawHttp second = caller();
                RawHttp third = caller()) {
            assertThat(first.send(HEAD + "oops").answer()).startsWith("HTTP/1.1 500");
            second.send(HEAD + "oop");
            awaitPartOfAll(1, HEAD.length() + 3);
            assertThat(second.send("s").answer()).startsWith("HTTP/1.1 500").contains("taskmgr.0500");
            assertThat(third.send(HEAD + "fast").answer()).startsWith("HTTP/1.1 201");
        }
    }
}
