package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.emulator.iam.IamApi;
import io.agentmaintenance.emulator.iam.IamDirectory;
import io.agentmaintenance.emulator.iam.IssuedTokens;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Checks of passwords")
class LogInHandlerTest {
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    private static final int WAITING = 64;
    private static final String LOG_IN = "{\"auth\":{\"identity\":{\"methods\":[\"password\"]}}}";
    private static final String EXCHANGE = "{\"auth\":{\"identity\":{\"methods\":[\"token\"]}}}";

    private final Semaphore begun = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer web;

    @BeforeEach
    void start() throws Exception {
        IamDirectory nobody = IamDirectory.builder().build();
        IssuedTokens tokens = new IssuedTokens(new byte[32], nobody, Clock.systemUTC());
        IamApi iam = new IamApi(nobody, request -> new Verdict.NotPresent(), tokens, Clock.systemUTC());
        web = new WebServer(
                "127.0.0.1",
                0,
                HandlerChain.nonBlocking(request -> answer(iam, request), iam, BodyMemory.ofHeap(), 1000),
                TestErrors.create());
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        released.release(1000);
        web.stop();
    }

    /** Answers with the name of the thread; a check of a password when it is released. */
    private ApiResponse answer(IamApi iam, ApiRequest request) {
        if (iam.checksPassword(request)) {
            begun.release();
            assertThat(acquired(released)).isTrue();
        }
        if (request.path().startsWith("//")) {
            throw new IllegalStateException("not a good request");
        }
        return new ApiResponse(200, Map.of(), Thread.currentThread().getName().getBytes(US_ASCII));
    }

    private static boolean acquired(Semaphore semaphore) {
        try {
            return semaphore.tryAcquire(1, 20, SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<HttpResponse<String>> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> logIn() {
        return send("POST", "/v3/auth/tokens", LOG_IN);
    }

    @Test
    @DisplayName("run on separate threads, and no other request does")
    void runOnSeparateThreads() {
        released.release();

        assertThat(logIn().join().body()).isEqualTo("log-in");
        assertThat(send("POST", "/v3/auth/tokens", EXCHANGE).join().body()).startsWith("http");
        assertThat(send("POST", "/v3/auth/tokens", "{").join().body()).startsWith("http");
        assertThat(send("POST", "/v3/p/agent-status/batch-query", LOG_IN).join().body())
                .startsWith("http");
        assertThat(send("GET", "/v3/auth/tokens", "").join().body()).startsWith("http");
    }

    @Test
    @DisplayName("delay no other request, however many callers guess; those beyond the limit get 429")
    void delayNoOtherRequest() {
        List<CompletableFuture<HttpResponse<String>>> guesses = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            guesses.add(logIn());
            assertThat(acquired(begun)).isTrue();
        }
        for (int i = 0; i < 2 * WAITING; i++) {
            guesses.add(logIn());
        }
        CompletableFuture<?> someRejected = CompletableFuture.anyOf(guesses.toArray(CompletableFuture[]::new));

        assertThat(send("GET", "/v3/p/agent-invocations", "").join().body()).startsWith("http");
        assertThat(someRejected.orTimeout(20, SECONDS).join()).isInstanceOfSatisfying(HttpResponse.class, rejected -> {
            assertThat(rejected.statusCode()).isEqualTo(429);
            assertThat(rejected.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(rejected.body().toString()).startsWith("{\"error\":{\"code\":429,");
        });
        assertThat(begun.availablePermits()).as("no further check has begun").isZero();
        released.release(1000);
        List<Integer> statuses =
                guesses.stream().map(guess -> guess.join().statusCode()).toList();
        assertThat(statuses).containsOnly(200, 429);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeGreaterThanOrEqualTo(THREADS + WAITING);
    }

    @Test
    @DisplayName("that fail unexpectedly are answered with 500")
    void areAnsweredWhenTheyFail() {
        released.release();

        assertThat(send("POST", "//v3/auth/tokens", LOG_IN).join().statusCode()).isEqualTo(500);
    }
}
