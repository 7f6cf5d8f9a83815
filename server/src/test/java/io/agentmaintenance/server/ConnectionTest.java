package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("On a connection whose requests are")
class ConnectionTest {
    @Nested
    @DisplayName("answered by the thread that reads,")
    class NonBlocking extends OneConnection {
        @Override
        Handler handler() {
            return HandlerChain.nonBlocking(OneConnection::echo, BodyMemory.ofHeap(), MAX_BODY);
        }
    }

    @Nested
    @DisplayName("answered by other threads,")
    class Blocking extends OneConnection {
        @Override
        Handler handler() {
            return HandlerChain.blocking(OneConnection::echo, BodyMemory.ofHeap(), MAX_BODY, 2, Duration.ofSeconds(20));
        }
    }

    abstract static class OneConnection {
        static final int MAX_BODY = 100_000;
        // What Jetty reads from a connection at once.
        private static final int BUFFER = 8_192;
        private static final String HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: ";

        private final WebServer web = new WebServer("127.0.0.1", 0, handler(), TestErrors.create());
        private RawHttp caller;

        abstract Handler handler();

        static ApiResponse echo(ApiRequest request) {
            return new ApiResponse(201, Map.of(), request.body());
        }

        @BeforeEach
        void start() throws Exception {
            web.start();
            caller = RawHttp.ofAnother(web.port());
        }

        @AfterEach
        void stop() throws Exception {
            caller.close();
            web.stop();
        }

        private String request(String body) {
            return HEAD + body.length() + "\r\n\r\n" + body;
        }

        private void isAnswered(String body) throws Exception {
            assertThat(caller.answer()).startsWith("HTTP/1.1 201").endsWith("\r\n\r\n" + body);
        }

        @Test
        @DisplayName("each of several that arrive together is answered, in their order")
        void answersRequestsThatArriveTogether() throws Exception {
            caller.send(request("first") + request("second") + request("third"));
            isAnswered("first");
            isAnswered("second");
            isAnswered("third");
        }

        @Test
        @DisplayName("one that arrives byte by byte is answered, and the next one too")
        void answersRequestsThatArriveInPieces() throws Exception {
            for (String body : new String[] {"first", "second"}) {
                for (char c : request(body).toCharArray()) {
                    caller.send(String.valueOf(c));
                }
                isAnswered(body);
            }
        }

        @Test
        @DisplayName("one that is longer than a buffer is answered, and the next one too")
        void answersBodiesLargerThanABuffer() throws Exception {
            String body = "x".repeat(99_999);
            caller.send(request(body) + request("second"));
            isAnswered(body);
            isAnswered("second");
        }

        @Test
        @DisplayName("one that exactly fills a buffer is answered, and the next one too")
        void answersRequestsThatFillABuffer() throws Exception {
            int head = request("x".repeat(BUFFER)).length() - BUFFER;
            for (int length = BUFFER - 1; length <= BUFFER + 1; length++) {
                String body = "x".repeat(length - head);
                assertThat(request(body)).hasSize(length);
                caller.send(request(body));
                isAnswered(body);
                caller.send(request("next"));
                isAnswered("next");
            }
        }
    }
}
