package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thread that answers requests")
class CongestionTest {
    private long now = 1_000_000_000_000L;
    private final Congestion congestion = new Congestion(() -> now);

    private void pass(long millis) {
        now += Duration.ofMillis(millis).toNanos();
    }

    private void rounds(int count, long millis) {
        for (int i = 0; i < count; i++) {
            congestion.roundBegins();
            pass(millis);
            congestion.roundEnds();
        }
    }

    @Test
    @DisplayName("turns away who has waited too long, when that has gone on for a second")
    void overloaded() {
        rounds(13, 80);
        congestion.roundBegins();
        pass(69);
        assertThat(congestion.isTooLate()).isFalse();
        pass(2);
        assertThat(congestion.isTooLate()).isTrue();
    }

    @Test
    @DisplayName("turns nobody away for one pause, however long")
    void pause() {
        rounds(100, 20);
        rounds(1, 900);
        congestion.roundBegins();
        pass(71);
        assertThat(congestion.isTooLate()).isFalse();
    }

    @Test
    @DisplayName("turns nobody away once a round was short again")
    void over() {
        rounds(20, 80);
        rounds(1, 10);
        congestion.roundBegins();
        pass(200);
        assertThat(congestion.isTooLate()).isFalse();
    }

    @Test
    @DisplayName("is not asked about threads that answer no requests")
    void elsewhere() {
        assertThat(Congestion.isHere()).isFalse();
        rounds(20, 80);
        congestion.roundBegins();
        pass(80);
        assertThat(Congestion.isHere()).isFalse();
        congestion.belongsToThisThread();
        assertThat(Congestion.isHere()).isTrue();
    }
}
