package io.agentmaintenance.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The load driver")
class DriverTest {
    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
            boolean busy = requests.incrementAndGet() % 4 == 0;
            byte[] answer = (busy ? "{\"error_code\":\"a\"}" : "{}").getBytes(StandardCharsets.US_ASCII);
            if (busy) {
                exchange.getResponseHeaders().set("Retry-After", "1");
            }
            exchange.sendResponseHeaders(busy ? 429 : 201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static Requests only(int count, Requests requests) {
        int[] left = {count};
        return () -> left[0]-- > 0 ? requests.next() : null;
    }

    @Test
    @DisplayName("sends every request once, and separates successful from rejected ones")
    void sendsEveryRequestOnce() throws Exception {
        List<String> shown = new ArrayList<>();
        Result result = Driver.closed(server.getAddress().getPort(), 3)
                .showing(answer -> shown.add(answer.body()))
                .run(only(40, BenchRequests.creating(2, 7)), Duration.ofSeconds(30));
        assertThat(bodies).hasSize(40).allMatch(body -> body.contains("-0007-4138-89fa-000000000002"));
        assertThat(result.good.getTotalCount()).isEqualTo(30);
        assertThat(result.rejected.getTotalCount()).isEqualTo(10);
        assertThat(result.bad()).isZero();
        assertThat(shown).hasSize(40);
    }

    @Test
    @DisplayName("uses new server ids in every request")
    void usesNewIds() {
        Requests requests = BenchRequests.creating(3, 1);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            ByteBuffer request = requests.next();
            String text = StandardCharsets.US_ASCII.decode(request).toString();
            for (String id : text.replaceFirst("(?s).*\\[(.*)].*", "$1").split(",", -1)) {
                assertThat(ids.add(id)).isTrue();
            }
        }
        assertThat(ids).hasSize(150).allMatch(id -> id.length() == 38);
    }
}
