package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The states of servers that changed last")
class ChangedStatesTest {
    private static final int BOUND = 600;
    private static final ServerState NEW = state("0.1");

    private final ChangedStates states = new ChangedStates(BOUND);

    private static InstanceId server(int number) {
        return InstanceId.of("s" + number);
    }

    private static ServerState state(String version) {
        return new ServerState(
                UniAgentStatus.RUNNING, AgentState.running(AgentVersion.of(version)), AgentBehavior.neverPickedUp(), 0);
    }

    private void change(int server, String version) {
        states.change(server(server), NEW, before -> state(version));
    }

    @Test
    @DisplayName("are known, of no more servers than the bound says")
    void bound() {
        for (int newest = 0; newest < 3 * BOUND; newest++) {
            change(newest, "1." + newest);
            assertThat(states.of(server(newest - BOUND))).isNull();
            int oldest = Math.max(0, newest - BOUND + 1);
            assertThat(states.of(server(oldest))).isEqualTo(state("1." + oldest));
            assertThat(states.size()).isEqualTo(Math.min(newest + 1, BOUND));
        }
        for (int server = 2 * BOUND; server < 3 * BOUND; server++) {
            assertThat(states.of(server(server))).isEqualTo(state("1." + server));
        }
    }

    @Test
    @DisplayName("are known of a server for as long as it keeps changing")
    void again() {
        String latest = "";
        for (int other = 1; other < 5 * BOUND; other++) {
            if (other % (BOUND - 1) == 1) {
                latest = "1." + other;
                change(0, latest);
            }
            change(other, "2.0");
            assertThat(states.of(server(0))).isEqualTo(state(latest));
        }
    }

    @Test
    @DisplayName("follow from each other, from the one that a server is in so far")
    void chain() {
        List<ServerState> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            states.change(server(1), NEW, before -> {
                seen.add(before);
                return state("1." + seen.size());
            });
        }

        assertThat(seen).containsExactly(NEW, state("1.1"), state("1.2"));
        assertThat(states.of(server(1))).isEqualTo(state("1.3"));
    }

    @Test
    @DisplayName("are known of the last ones of much work, each as the last piece of work on it left it")
    void muchWork() {
        for (int newest = 0; newest < 3 * BOUND; newest++) {
            change(newest, "1.0");
        }
        List<Invocation> work = new ArrayList<>();
        for (int piece = 0; piece < 2 * BOUND; piece++) {
            work.add(Tasks.install("t-" + piece, "s" + piece % (BOUND + 100)));
        }
        Map<InstanceId, ServerState> expected = new HashMap<>();

        states.changeAll(work, NEW, (before, task) -> {
            ServerState after = state("2." + task.id().value().substring(2));
            expected.put(task.instanceId(), after);
            return after;
        });

        List<InstanceId> last = work.subList(work.size() - BOUND, work.size()).stream()
                .map(Invocation::instanceId)
                .toList();
        states.ofAll(last, (server, state) -> assertThat(state).isSameAs(expected.get(server)));
        assertThat(states.size()).isEqualTo(BOUND);
        assertThat(states.of(work.get(work.size() - BOUND - 1).instanceId())).isNull();
    }

    @Test
    @DisplayName("are those of the server with this id, however long it is and whoever had the same row before")
    void ids() {
        String digits = "0123456789";
        for (int i = 0; i < 3 * BOUND; i++) {
            InstanceId id = InstanceId.of("i" + digits.repeat(i % 6) + i);
            assertThat(states.of(id)).isNull();
            ServerState after = state("1." + i);
            states.change(id, NEW, before -> after);
            assertThat(states.of(id)).isSameAs(after);
        }
    }
}
