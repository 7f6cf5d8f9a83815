package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("The memory for large bodies")
class BodyMemoryTest {
    private static final int MEMORY = 8 * BodyMemory.FREE;
    private static final int LENGTH = 5 * BodyMemory.FREE;
    private static final int LIMIT = LENGTH + BodyMemory.FREE;
    private static final String HEAD = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: " + LENGTH + "\r\n\r\n";
    private static final String SMALL = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\n1234";

    private final AtomicLong left = new AtomicLong(MEMORY);
    private final WebServer web = new WebServer(
            "127.0.0.1",
            0,
            HandlerChain.nonBlocking(
                    request -> new ApiResponse(201, Map.of("Length", "" + request.body().length), new byte[0]),
                    new BodyMemory(left),
                    LIMIT),
            TestErrors.create());

    @BeforeEach
    void start() throws Exception {
        web.start();
    }

    @AfterEach
    void stop() throws Exception {
        web.stop();
    }

    private void waitUntilLeft(int bytes) {
        while (left.get() != bytes) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName(
            "is used while a body arrives; without any left a request gets 429 and the connection is closed; small bodies need none")
    void rejectsABodyWithoutMemory() throws Exception {
        try (RawHttp first = RawHttp.ofAnother(web.port());
                RawHttp second = RawHttp.ofAnother(web.port());
                RawHttp third = RawHttp.ofAnother(web.port())) {
            first.send(HEAD + "1".repeat(LENGTH - 1));
            waitUntilLeft(MEMORY - LENGTH);
            second.send(HEAD + "2".repeat(LENGTH));
            assertThat(second.answer()).startsWith("HTTP/1.1 429").contains("Retry-After: 1", "Connection: close");
            assertThat(second.isCutOff()).isTrue();
            waitUntilLeft(MEMORY - LENGTH);
            assertThat(third.send(SMALL).answer()).startsWith("HTTP/1.1 201").contains("Length: 4");
            assertThat(first.send("1").answer()).startsWith("HTTP/1.1 201").contains("Length: " + LENGTH);
            waitUntilLeft(MEMORY);
        }
    }

    @Test
    @DisplayName("is returned when a caller closes the connection before the whole body has arrived")
    void returnsMemoryWhenTheCallerLeaves() throws Exception {
        try (RawHttp caller = RawHttp.ofAnother(web.port())) {
            caller.send(HEAD + "1".repeat(LENGTH - 1));
            waitUntilLeft(MEMORY - LENGTH);
        }
        waitUntilLeft(MEMORY);
    }

    @Test
    @DisplayName("is returned when a body exceeds the limit")
    void returnsMemoryOfATooLargeBody() throws Exception {
        try (RawHttp caller = RawHttp.ofAnother(web.port())) {
            String chunk = Integer.toHexString(LENGTH) + "\r\n" + "1".repeat(LENGTH) + "\r\n";
            String head = "POST /x HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
            assertThat(caller.send(head + chunk + chunk).answer()).contains("Connection: close");
            waitUntilLeft(MEMORY);
        }
    }
}
