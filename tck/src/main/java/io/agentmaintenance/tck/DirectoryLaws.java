package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Instances.installable;
import static io.agentmaintenance.tck.Instances.running;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of the instance directory. */
abstract class DirectoryLaws {
    private static final int MOST = 2000;
    private static final int THREADS = 8;
    private static final int BATCH = 100;

    private final InstanceDirectoryContract contract;
    private InstanceDirectory directory;

    // Opened before each test.
    @SuppressWarnings("NullAway.Init")
    DirectoryLaws(InstanceDirectoryContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void openDirectory() {
        directory = contract.emptyDirectory();
    }

    @Test
    @DisplayName("returns the known servers by their ids, and no others")
    void findsTheKnown() {
        Instance one = installable("web-1");
        Instance two = running("web-2", "2.4.1");
        contract.put(PROJECT, one);
        contract.put(PROJECT, two);
        contract.put(PROJECT, installable("web-3"));

        assertThat(directory.find(PROJECT, List.of(one.id(), InstanceId.of("unknown"), two.id())))
                .containsOnly(Map.entry(one.id(), one), Map.entry(two.id(), two));
        assertThat(directory.find(PROJECT, Set.of(InstanceId.of("unknown")))).isEmpty();
    }

    @Test
    @DisplayName("returns a server once if its id is given twice")
    void returnsARepeatedIdOnce() {
        Instance server = installable("web-1");
        contract.put(PROJECT, server);

        assertThat(directory.find(PROJECT, List.of(server.id(), server.id())))
                .containsOnly(Map.entry(server.id(), server));
    }

    @Test
    @DisplayName("does not return the servers of other projects, even with the same id")
    void keepsProjectsApart() {
        Instance here = running("web-1", "2.4.1");
        Instance there = running("web-1", "2.7.2");
        contract.put(PROJECT, here);
        assertThat(directory.find(OTHER_PROJECT, List.of(here.id()))).isEmpty();

        contract.put(OTHER_PROJECT, there);

        assertThat(find(PROJECT, "web-1")).isEqualTo(here);
        assertThat(find(OTHER_PROJECT, "web-1")).isEqualTo(there);
    }

    @Test
    @DisplayName("distinguishes ids that differ only in case")
    void distinguishesCase() {
        Instance lower = installable("web-a");
        Instance upper = running("WEB-A", "2.4.1");
        contract.put(PROJECT, lower);
        contract.put(PROJECT, upper);

        assertThat(find(PROJECT, "web-a")).isEqualTo(lower);
        assertThat(find(PROJECT, "WEB-A")).isEqualTo(upper);
    }

    @Test
    @DisplayName("returns 2,000 servers in one call")
    void findsTwoThousand() {
        List<Instance> fleet = Instances.fleet(MOST);
        fleet.forEach(server -> contract.put(PROJECT, server));
        Map<InstanceId, Instance> expected =
                fleet.stream().collect(Collectors.toMap(Instance::id, Function.identity()));

        assertThat(directory.find(PROJECT, expected.keySet())).isEqualTo(expected);
    }

    @Test
    @DisplayName(
            "returns the whole profile: id of 64 characters, name of 128, ten addresses of each kind, in their order")
    void returnsTheWholeProfile() {
        for (InstanceType kind : InstanceType.values()) {
            Instance server = new Instance(Instances.longest(kind), UniAgentStatus.RUNNING, AgentState.notInstalled());
            contract.put(PROJECT, server);

            assertThat(find(PROJECT, server.id().value())).isEqualTo(server);
        }
    }

    @Test
    @DisplayName("returns every state of UniAgent and agent, with the version if it is known")
    void returnsEveryState() {
        InstanceProfile profile = installable("web-1").profile();
        for (UniAgentStatus uniAgent : UniAgentStatus.values()) {
            for (AgentStatus agent : AgentStatus.values()) {
                assertTold(new Instance(profile, uniAgent, new AgentState(agent, null)));
                if (agent != AgentStatus.NONE) {
                    AgentVersion version = AgentVersion.of("9.".repeat(31) + "10");
                    assertTold(new Instance(profile, uniAgent, new AgentState(agent, version)));
                }
            }
        }
    }

    @Test
    @DisplayName("returns the current state, and leaves earlier answers unchanged")
    void returnsTheCurrentState() {
        Instance before = installable("web-1");
        contract.put(PROJECT, before);
        Map<InstanceId, Instance> earlier = directory.find(PROJECT, List.of(before.id()));

        Instance now = running("web-1", "2.7.2");
        contract.put(PROJECT, now);

        assertThat(find(PROJECT, "web-1")).isEqualTo(now);
        assertThat(earlier).containsOnly(Map.entry(before.id(), before));
    }

    @Test
    @DisplayName("returns the old or the new state of a server, never a mixture, to concurrent readers")
    void returnsNoMixture() {
        Instance stopped = new Instance(
                installable("web-1").profile(),
                UniAgentStatus.SILENT,
                new AgentState(AgentStatus.STOPPED, AgentVersion.of("1.0")));
        Instance running = running("web-1", "2.0");
        contract.put(PROJECT, running);

        boolean whole = Race.readsRightWhile(
                THREADS - 1,
                () -> {
                    for (int turn = 0; turn < 500; turn++) {
                        contract.put(PROJECT, turn % 2 == 0 ? stopped : running);
                    }
                },
                () -> {
                    Instance found = find(PROJECT, "web-1");
                    // Changing a server may mean removing and adding it.
                    return found == null || stopped.equals(found) || running.equals(found);
                });

        assertThat(whole).as("whether every answer is consistent").isTrue();
    }

    @Test
    @DisplayName("throws PortException while the directory is broken, and returns the server again afterwards")
    void throwsPortExceptionWhileBroken() {
        Instance server = installable("web-1");
        contract.put(PROJECT, server);
        Runnable repair = contract.breakDirectory().orElse(null);
        Assumptions.assumeTrue(repair != null, "the directory cannot be broken");
        try {
            assertThatThrownBy(() -> find(PROJECT, "web-1")).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> find(PROJECT, "unknown")).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }
        assertThat(find(PROJECT, "web-1")).isEqualTo(server);
    }

    @Test
    @DisplayName("needs as many round trips for 100 servers as for 2")
    void makesAConstantNumberOfRoundTrips() {
        Assumptions.assumeTrue(contract.roundTrips().isPresent(), "the directory does not count round trips");
        List<Instance> fleet = Instances.fleet(BATCH);
        fleet.forEach(server -> contract.put(PROJECT, server));
        long two = cost(fleet.subList(0, 2));

        assertThat(cost(fleet)).as("round trips for %d servers", BATCH).isEqualTo(two);
    }

    private long cost(List<Instance> servers) {
        long before = contract.roundTrips().orElse(0);
        assertThat(directory.find(PROJECT, servers.stream().map(Instance::id).toList()))
                .hasSameSizeAs(servers);
        return contract.roundTrips().orElse(0) - before;
    }

    private void assertTold(Instance server) {
        contract.put(PROJECT, server);
        assertThat(find(PROJECT, server.id().value())).isEqualTo(server);
    }

    private @Nullable Instance find(ProjectId project, String id) {
        return directory.find(project, List.of(InstanceId.of(id))).get(InstanceId.of(id));
    }
}
