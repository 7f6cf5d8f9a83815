package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.time.Duration;
import java.util.Map;
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
    class AnsweredAtOnce extends OneConnection {
        AnsweredAtOnce() {
            super(new Admission());
        }
    }

    @Nested
    @DisplayName("handed over,")
    class HandedOver extends OneConnection {
        HandedOver() {
            super(new Admission(1, 0, Duration.ZERO, 8));
        }
    }

    abstract static class OneConnection {
        private static final String HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: ";

        private final Admission admission;
        private final WebServer web;
        private RawHttp caller;

        OneConnection(Admission admission) {
            this.admission = admission;
            ApiResponse refusal = new ApiResponse(429, Map.of(), new byte[0]);
            web = new WebServer(
                    "127.0.0.1",
                    0,
                    new JettyBinding(this::echo, request -> refusal, admission, BodyRoom.inHeap(), 100_000),
                    (request, response, callback) -> false,
                    () -> admission.newRound(System::nanoTime));
        }

        private ApiResponse echo(ApiRequest request) {
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
            admission.close();
        }

        private String request(String body) {
            return HEAD + body.length() + "\r\n\r\n" + body;
        }

        private void isAnswered(String body) throws Exception {
            assertThat(caller.answer()).startsWith("HTTP/1.1 201").endsWith("\r\n\r\n" + body);
        }

        @Test
        @DisplayName("each of those that come together is answered, in their order")
        void together() throws Exception {
            caller.send(request("first") + request("second") + request("third"));
            isAnswered("first");
            isAnswered("second");
            isAnswered("third");
        }

        @Test
        @DisplayName("one that comes byte by byte is answered, and the next one too")
        void inPieces() throws Exception {
            for (String body : new String[] {"first", "second"}) {
                for (char c : request(body).toCharArray()) {
                    caller.send(String.valueOf(c));
                }
                isAnswered(body);
            }
        }

        @Test
        @DisplayName("one that is longer than what is read at once is answered, and the next one too")
        void longer() throws Exception {
            String body = "x".repeat(99_999);
            caller.send(request(body) + request("second"));
            isAnswered(body);
            isAnswered("second");
        }

        @Test
        @DisplayName("one that just fills what is read at once is answered, and the next one too")
        void justFull() throws Exception {
            int head = request("x".repeat(WebServer.BUFFER)).length() - WebServer.BUFFER;
            for (int length = WebServer.BUFFER - 1; length <= WebServer.BUFFER + 1; length++) {
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
