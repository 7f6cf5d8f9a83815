package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Instances.installable;
import static io.agentmaintenance.tck.Instances.running;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code observe}, and those about failures and round trips. */
abstract class ObserveLaws extends InventoryLaws {
    private static final AgentState RUNNING = AgentState.running(AgentVersion.of("2.7.2"));
    private static final int THREADS = 8;
    private static final int SERVERS = 30;
    private static final int TURNS = 50;

    ObserveLaws(InventoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores every state, and touches nothing else of the server")
    void storesEveryState() {
        Instance server = named(installable("web-1"), "The server");
        inventory.define(PROJECT, List.of(server));
        for (AgentStatus status : AgentStatus.values()) {
            List<AgentState> states = new ArrayList<>(List.of(new AgentState(status, null)));
            if (status != AgentStatus.NONE) {
                states.add(new AgentState(status, AgentVersion.of("9.".repeat(31) + "10")));
            }
            for (AgentState state : states) {
                observe(PROJECT, server, state);

                assertThat(find(PROJECT, server.id())).isEqualTo(with(server, state));
            }
        }
    }

    @Test
    @DisplayName("leaves out a server that is not known, and stores the states of the others")
    void leavesOutTheUnknown() {
        Instance one = installable("web-1");
        Instance two = installable("web-2");
        InstanceId unknown = InstanceId.of("unknown");
        inventory.define(PROJECT, List.of(one, two));

        inventory.observe(PROJECT, Map.of(one.id(), RUNNING, unknown, RUNNING, two.id(), RUNNING));

        assertThat(inventory.list(PROJECT, Filter.none(), null, 10))
                .containsExactly(with(one, RUNNING), with(two, RUNNING));
        assertThat(find(PROJECT, unknown)).isNull();
    }

    @Test
    @DisplayName("does not remember a state that it left out")
    void doesNotRememberTheUnknown() {
        Instance server = installable("web-1");
        observe(PROJECT, server, RUNNING);
        inventory.define(PROJECT, List.of(server));
        assertThat(find(PROJECT, server.id())).isEqualTo(server);

        Instance again = running("web-1", "2.4.1");
        inventory.define(PROJECT, List.of(again));

        assertThat(find(PROJECT, server.id())).isEqualTo(again);
    }

    @Test
    @DisplayName("accepts 1,000 states in one call, and none")
    void acceptsAThousand() {
        List<Instance> fleet = Instances.fleet(BATCH);
        inventory.define(PROJECT, fleet);

        inventory.observe(PROJECT, statesOf(fleet, RUNNING));
        inventory.observe(PROJECT, Map.of());

        assertThat(inventory.list(PROJECT, new Filter(AgentStatus.RUNNING, null), null, BATCH))
                .hasSize(BATCH);
    }

    @Test
    @DisplayName("does not touch servers of other projects with the same id")
    void keepsProjectsApart() {
        Instance server = installable("web-1");
        inventory.define(PROJECT, List.of(server));
        inventory.define(OTHER_PROJECT, List.of(server));

        observe(OTHER_PROJECT, server, RUNNING);

        assertThat(find(PROJECT, server.id())).isEqualTo(server);
        assertThat(find(OTHER_PROJECT, server.id())).isEqualTo(with(server, RUNNING));
    }

    @Test
    @DisplayName("loses no state and no definition when 8 threads observe and define the same servers, in either order")
    void losesNothingUnderThreads() {
        List<Instance> fleet = Instances.fleet(SERVERS);
        inventory.define(PROJECT, fleet);
        List<Instance> backwards = new ArrayList<>(fleet);
        Collections.reverse(backwards);

        Race.of(THREADS, thread -> {
            List<Instance> order = thread % 4 < 2 ? fleet : backwards;
            for (int turn = 1; turn <= TURNS; turn++) {
                if (thread == 0) {
                    // One thread alone defines, and one alone observes the first server: their last words stay.
                    String name = "Name " + turn;
                    inventory.define(
                            PROJECT,
                            order.stream().map(server -> named(server, name)).toList());
                } else {
                    AgentState state = AgentState.running(AgentVersion.of(thread + "." + turn));
                    List<Instance> mine = thread == 1
                            ? order
                            : order.stream()
                                    .filter(server -> !server.equals(fleet.get(0)))
                                    .toList();
                    inventory.observe(PROJECT, statesOf(mine, state));
                }
            }
            return thread;
        });

        List<Instance> listed = inventory.list(PROJECT, Filter.none(), null, 100);
        assertThat(listed)
                .hasSize(SERVERS)
                .allMatch(server -> server.profile().name().equals("Name " + TURNS));
        assertThat(listed.get(0).agent()).isEqualTo(AgentState.running(AgentVersion.of("1." + TURNS)));
        assertThat(listed).allMatch(server -> server.agent().status() == AgentStatus.RUNNING);
    }

    @Test
    @DisplayName("throws PortException while the inventory is broken, as every other method does")
    void throwsPortExceptionWhileBroken() {
        Instance server = installable("web-1");
        inventory.define(PROJECT, List.of(server));
        Runnable mend = contract.breakDirectory().orElse(null);
        Assumptions.assumeTrue(mend != null, "the inventory cannot be broken");
        try {
            List<ThrowingCallable> calls = List.of(
                    () -> inventory.define(PROJECT, List.of(installable("web-2"))),
                    () -> observe(PROJECT, server, RUNNING),
                    () -> inventory.list(PROJECT, Filter.none(), null, 10),
                    () -> inventory.countsByVersion(PROJECT));
            for (int i = 0; i < calls.size(); i++) {
                assertThatThrownBy(calls.get(i)).as("method %d", i).isInstanceOf(PortException.class);
            }
        } finally {
            mend.run();
        }
        assertThat(inventory.list(PROJECT, Filter.none(), null, 10)).containsExactly(server);
    }

    @Test
    @DisplayName("needs as many round trips for 100 servers as for 2, as every other method does")
    void makesAConstantNumberOfRoundTripsToWrite() {
        Assumptions.assumeTrue(contract.roundTrips().isPresent(), "the inventory does not count round trips");
        List<Instance> fleet = Instances.fleet(102);

        List<Long> two = costs(fleet.subList(100, 102));

        assertThat(costs(fleet.subList(0, 100))).isEqualTo(two);
    }

    private List<Long> costs(List<Instance> servers) {
        return List.of(
                cost(() -> inventory.define(PROJECT, servers)),
                cost(() -> inventory.observe(PROJECT, statesOf(servers, RUNNING))),
                cost(() -> inventory.define(PROJECT, servers)),
                cost(() -> inventory.list(PROJECT, Filter.none(), null, servers.size())),
                cost(() -> inventory.countsByVersion(PROJECT)));
    }

    private long cost(Runnable call) {
        long before = contract.roundTrips().orElse(0);
        call.run();
        return contract.roundTrips().orElse(0) - before;
    }

    /** The same state for each server, in their order. */
    private static Map<InstanceId, AgentState> statesOf(List<Instance> servers, AgentState state) {
        Map<InstanceId, AgentState> states = new LinkedHashMap<>();
        servers.forEach(server -> states.put(server.id(), state));
        return states;
    }
}
