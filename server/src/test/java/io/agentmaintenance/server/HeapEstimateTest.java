package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The estimate of the heap")
class HeapEstimateTest {
    private static final long MIB = 1024 * 1024;

    @Test
    @DisplayName("warns at the start of tasks that cannot fit, and says what to change")
    void warnsOfTooManyTasks() {
        assertThat(HeapEstimate.warning(1_000_000, 100_000, 512 * MIB))
                .contains("active: 1000000 and history: 100000 may need 1010 MiB", "at most 512 MiB", "-Xmx");
        assertThat(HeapEstimate.warning(1, 100_000_000, 512 * MIB)).isNotNull();
    }

    @Test
    @DisplayName("is silent when the tasks fit")
    void isSilentWhenTasksFit() {
        assertThat(HeapEstimate.warning(100_000, 100_000, 512 * MIB)).isNull();
        assertThat(HeapEstimate.warning(1_000_000, 100_000, 2048 * MIB)).isNull();
    }
}
