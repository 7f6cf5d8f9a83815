package io.agentmaintenance.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A failure of the outside world is logged")
class StepFailuresTest {
    private final AtomicLong nanos = new AtomicLong();
    private final StepFailures failures = new StepFailures(nanos::get);
    private final ExecutionKey key = new ExecutionKey(ProjectId.of("demo"), InvocationId.of("t1"));

    @Test
    @DisplayName("with its reason, once in ten seconds, and with the number of lines that were left out")
    void limitsTheLines() {
        assertThat(fail("ssh refused")).contains(key.toString()).endsWith("is tried again: ssh refused");
        assertThat(fail("ssh refused")).isNull();
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThat(fail("ssh refused")).isNull();

        nanos.addAndGet(1);
        assertThat(fail("ssh timeout"))
                .endsWith("is tried again: ssh timeout (2 more steps have failed since the last such line)");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(fail("ssh refused")).endsWith("is tried again: ssh refused");
    }

    private String fail(String reason) {
        return failures.line(new PortException(reason, null), key);
    }
}
