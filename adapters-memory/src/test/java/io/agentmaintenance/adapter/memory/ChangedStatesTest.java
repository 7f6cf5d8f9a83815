package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The states of servers that changed last")
class ChangedStatesTest {
    private static final int AT_LEAST = 10;

    private final ChangedStates states = new ChangedStates(AT_LEAST);

    private static InstanceId server(int number) {
        return InstanceId.of("s" + number);
    }

    private static ServerState state(String version) {
        return new ServerState(
                UniAgentStatus.RUNNING, AgentState.running(AgentVersion.of(version)), AgentBehavior.neverPickedUp(), 0);
    }

    @Test
    @DisplayName("are remembered of so many at least, and of less than twice as many")
    void bounds() {
        for (int newest = 0; newest < 100; newest++) {
            states.put(server(newest), state("1.0"));
            int oldestPromised = Math.max(0, newest - AT_LEAST + 1);
            assertThat(IntStream.rangeClosed(oldestPromised, newest)).allMatch(n -> states.of(server(n)) != null);
            assertThat(IntStream.rangeClosed(0, newest).filter(n -> states.of(server(n)) != null))
                    .hasSizeLessThanOrEqualTo(2 * AT_LEAST);
        }
        assertThat(states.of(server(0))).isNull();
    }

    @Test
    @DisplayName("are those of the last change, whenever the change before was")
    void latest() {
        for (int changes = 0; changes < 5 * AT_LEAST; changes++) {
            states.put(server(-1), state("1." + changes));
            states.put(server(changes), state("2.0"));
            assertThat(states.of(server(-1))).isEqualTo(state("1." + changes));
        }
    }
}
