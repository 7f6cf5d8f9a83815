package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.SettableClock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Random invocation ids")
class RandomInvocationIdsTest {
    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final RandomInvocationIds ids = new RandomInvocationIds(clock);

    @Test
    @DisplayName("are UUIDs of version 7 that begin with the time, in canonical lower case")
    void form() {
        for (InvocationId id : ids.next(2000)) {
            UUID uuid = UUID.fromString(id.value());
            assertThat(uuid.toString()).isEqualTo(id.value());
            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
            assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(clock.millis());
        }
    }

    @Test
    @DisplayName("are unique, also if many threads ask")
    void unique() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        List<Callable<List<InvocationId>>> calls = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            calls.add(() -> ids.next(100));
        }
        Set<InvocationId> all = new HashSet<>();
        for (var call : threads.invokeAll(calls)) {
            all.addAll(call.get());
        }
        threads.shutdown();
        assertThat(all).hasSize(40_000);
    }
}
