package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Under load,")
class GracefulStopIT {
    private static final int CALLERS = 8;

    @Test
    @DisplayName("a stop answers every accepted request in full, and ends with exit code 0")
    void stopAnswersAcceptedRequests() throws Exception {
        try (RunningJar jar = RunningJar.start("--port", "0").upTo("Agent Maintenance")) {
            CountDownLatch warm = new CountDownLatch(CALLERS);
            ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
            List<Callable<List<String>>> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(() -> call(jar.port(), warm));
            }
            List<Future<List<String>>> running =
                    callers.stream().map(threads::submit).toList();
            warm.await();
            assertThat(jar.terminate()).isZero();
            for (Future<List<String>> caller : running) {
                // What was answered at all was answered in full: a good answer, or that the service stops.
                assertThat(caller.get())
                        .hasSizeGreaterThan(20)
                        .allSatisfy(answer -> assertThat(answer)
                                .matches("(?s)HTTP/1.1 (200.*\"count\":\\d+}|503.*\"error_msg\":\"[^\"]*\"})"));
            }
            threads.shutdown();
        }
    }

    private static List<String> call(int port, CountDownLatch warm) {
        List<String> answers = new ArrayList<>();
        try (RawHttp http = new RawHttp(port)) {
            while (true) {
                http.send("GET /v3/demo/agent-invocations HTTP/1.1\r\nHost: h\r\nX-Auth-Token: demo-token\r\n\r\n");
                String answer = http.answer();
                if (answer.isEmpty()) {
                    return answers;
                }
                answers.add(answer);
                if (answers.size() == 20) {
                    warm.countDown();
                }
            }
        } catch (IOException e) {
            // The connection was closed between two requests.
            return answers;
        }
    }
}
