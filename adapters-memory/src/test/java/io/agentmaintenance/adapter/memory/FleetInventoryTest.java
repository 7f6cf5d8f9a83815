package io.agentmaintenance.adapter.memory;

import static io.agentmaintenance.adapter.memory.Tasks.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is special to the inventory that is a scripted fleet. */
@DisplayName("The in-memory fleet as an inventory")
class FleetInventoryTest {
    private static final AgentVersion OLD = AgentVersion.of("1.0");
    private static final AgentVersion NEW = AgentVersion.of("2.0");
    private static final AgentBehavior AT_ONCE = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);

    private final InMemoryFleet fleet = new InMemoryFleet(2);
    private final AgentTransport transport = fleet.transport(SettableClock.at(Tasks.START));

    private static InstanceId id(String id) {
        return InstanceId.of(id);
    }

    private static Instance instance(String id, AgentState agent) {
        return new Instance(InstanceProfile.ecs(id(id)), UniAgentStatus.RUNNING, agent);
    }

    private void addAnyOther() {
        fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), AT_ONCE);
    }

    private List<String> list(Filter filter, @Nullable InstanceId after, int limit) {
        return fleet.list(PROJECT, filter, after, limit).stream()
                .map(instance -> instance.id().value())
                .toList();
    }

    @Test
    @DisplayName("lists the servers of a pattern page by page, by their ids and not by their numbers")
    void listsAPattern() {
        fleet.addAll(
                PROJECT,
                new InstancePattern("web-%d", 1, 1000),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.running(OLD),
                AT_ONCE);

        List<String> walked = new ArrayList<>();
        List<String> page = list(Filter.none(), null, 300);
        while (!page.isEmpty()) {
            walked.addAll(page);
            page = list(Filter.none(), id(page.get(page.size() - 1)), 300);
        }
        assertThat(walked)
                .hasSize(1000)
                .startsWith("web-1", "web-10", "web-100", "web-1000")
                .isSorted();
        assertThat(fleet.countsByVersion(PROJECT)).isEqualTo(Map.of(OLD, 1000L));
    }

    @Test
    @DisplayName("finds work done by its script in pages and counts")
    void knowsWhatItsScriptsDid() {
        fleet.define(
                PROJECT, List.of(instance("s-1", AgentState.running(OLD)), instance("s-2", AgentState.running(OLD))));
        fleet.set(PROJECT, id("s-1"), AT_ONCE);
        work(Tasks.install("t-1", "s-1"));

        assertThat(list(new Filter(AgentStatus.RUNNING, NEW), null, 10)).containsExactly("s-1");
        assertThat(fleet.countsByVersion(PROJECT)).isEqualTo(Map.of(OLD, 1L, NEW, 1L));
    }

    @Test
    @DisplayName("keeps the agent that work has left when the server is defined again, and the script")
    void keepsTheAgentAfterWork() {
        Instance defined = instance("s-1", AgentState.notInstalled());
        fleet.add(PROJECT, defined, AT_ONCE);
        work(Tasks.install("t-1", "s-1"));

        fleet.define(PROJECT, List.of(defined));

        assertThat(fleet.find(PROJECT, List.of(id("s-1"))).get(id("s-1")).agent())
                .isEqualTo(AgentState.running(NEW));
        assertThat(transport.look(Tasks.install("t-2", "s-1"))).isEqualTo(new NotBegun(null));
    }

    @Test
    @DisplayName("never picks work up on a defined server, unless every id exists: then it behaves like the others")
    void scriptsDefinedServers() {
        fleet.define(PROJECT, List.of(instance("s-1", AgentState.notInstalled())));
        addAnyOther();
        fleet.define(PROJECT, List.of(instance("s-2", AgentState.notInstalled())));

        assertThat(transport.look(Tasks.install("t-1", "s-1"))).isEqualTo(new NotBegun(Duration.ofDays(1)));
        assertThat(transport.look(Tasks.install("t-2", "s-2"))).isEqualTo(new NotBegun(null));
    }

    @Test
    @DisplayName("lists and counts of a project where every id exists those that are remembered, in between the others")
    void listsTheRemembered() {
        addAnyOther();
        fleet.define(PROJECT, List.of(instance("b", AgentState.running(OLD)), instance("d", AgentState.running(OLD))));
        for (String other : List.of("forgotten", "c", "a")) {
            fleet.observe(PROJECT, Map.of(id(other), AgentState.running(NEW)));
        }

        assertThat(list(Filter.none(), null, 10)).containsExactly("a", "b", "c", "d");
        assertThat(list(Filter.none(), id("a"), 2)).containsExactly("b", "c");
        assertThat(list(new Filter(null, NEW), null, 10)).containsExactly("a", "c");
        assertThat(fleet.countsByVersion(PROJECT)).isEqualTo(Map.of(OLD, 2L, NEW, 2L));
    }

    @Test
    @DisplayName("keeps what was observed on a remembered server that is defined afterwards, and lists it once")
    void definesARememberedServer() {
        addAnyOther();
        fleet.observe(PROJECT, Map.of(id("a"), AgentState.running(NEW)));

        fleet.define(PROJECT, List.of(instance("a", AgentState.notInstalled())));

        assertThat(fleet.list(PROJECT, Filter.none(), null, 10))
                .containsExactly(instance("a", AgentState.running(NEW)));
    }

    @Test
    @DisplayName("lists a remembered server once after it was added, and a removed one no more")
    void listsWhatIsAdded() {
        addAnyOther();
        fleet.observe(PROJECT, Map.of(id("a"), AgentState.running(NEW)));
        fleet.add(PROJECT, instance("a", AgentState.notInstalled()), AT_ONCE);
        assertThat(fleet.list(PROJECT, Filter.none(), null, 10))
                .containsExactly(instance("a", AgentState.notInstalled()));

        fleet.remove(PROJECT, id("a"));
        assertThat(fleet.list(PROJECT, Filter.none(), null, 10)).isEmpty();
    }

    private void work(Invocation task) {
        transport.begin(task);
        assertThat(transport.look(task)).isEqualTo(new AgentTransport.Succeeded());
    }
}
