package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The inventory in SQLite")
class InstanceTableTest {
    private static final AgentState OLD = AgentState.running(AgentVersion.of("2.4.1"));
    private static final AgentState NEW = AgentState.running(AgentVersion.of("2.7.2.1"));
    private static final Instance WEB = new Instance(
            new InstanceProfile(
                    InstanceId.of("web-1"),
                    "a, \"b\" \\ {c}",
                    InstanceType.BMS,
                    List.of("10.0.0.1", "a,\"b\\{}"),
                    List.of()),
            UniAgentStatus.RUNNING,
            OLD);

    private static TestStore store;

    private Inventory inventory;

    @BeforeAll
    static void open() {
        store = TestStore.open();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        inventory = store.emptied().inventory();
    }

    @Test
    @DisplayName("gives a defined instance back with every field")
    void keepsEveryField() {
        inventory.define(PROJECT, List.of(WEB));
        assertThat(inventory.find(PROJECT, List.of(WEB.id()))).containsExactly(Map.entry(WEB.id(), WEB));
        assertThat(inventory.find(OTHER_PROJECT, List.of(WEB.id()))).isEmpty();
    }

    @Test
    @DisplayName("keeps an observed state when the instance is defined again, and takes the new profile")
    void keepsAnObservedState() {
        inventory.define(PROJECT, List.of(WEB));
        inventory.observe(PROJECT, Map.of(WEB.id(), NEW));
        Instance renamed = new Instance(InstanceProfile.ecs(WEB.id()), UniAgentStatus.SILENT, OLD);
        inventory.define(PROJECT, List.of(renamed));
        assertThat(found()).isEqualTo(new Instance(renamed.profile(), UniAgentStatus.SILENT, NEW));
    }

    @Test
    @DisplayName("takes the state of a new definition as long as none was observed")
    void takesADefinedState() {
        inventory.define(PROJECT, List.of(WEB));
        inventory.define(PROJECT, List.of(with(NEW)));
        assertThat(found()).isEqualTo(with(NEW));
    }

    @Test
    @DisplayName("stores that an agent is gone, and leaves unknown instances out")
    void storesThatAnAgentIsGone() {
        inventory.define(PROJECT, List.of(WEB));
        inventory.observe(PROJECT, Map.of(WEB.id(), AgentState.notInstalled(), InstanceId.of("unknown"), NEW));
        assertThat(found()).isEqualTo(with(AgentState.notInstalled()));
        assertThat(inventory.find(PROJECT, List.of(InstanceId.of("unknown")))).isEmpty();
    }

    @Test
    @DisplayName("writes nothing when the same definitions are read again")
    void writesNothingForTheSameDefinitions() throws SQLException {
        inventory.define(PROJECT, List.of(WEB));
        try (Connection other = store.store().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            long before = version(statement);
            inventory.define(PROJECT, List.of(WEB));
            assertThat(version(statement)).isEqualTo(before);
            inventory.define(PROJECT, List.of(with(NEW)));
            assertThat(version(statement)).isNotEqualTo(before);
        }
    }

    @Test
    @DisplayName("lists by both filters, in the order of ids, page by page")
    void listsPagesByFilter() {
        List<Instance> all = instances(50);
        List<Instance> shuffled = new ArrayList<>(all);
        Collections.reverse(shuffled);
        inventory.define(PROJECT, shuffled);
        List<Filter> filters = List.of(
                Filter.none(),
                new Filter(AgentStatus.RUNNING, null),
                new Filter(null, AgentVersion.of("2.7.2.1")),
                new Filter(AgentStatus.STOPPED, AgentVersion.of("2.7.2.1")));
        for (Filter filter : filters) {
            List<Instance> listed = new ArrayList<>();
            List<Instance> page = inventory.list(PROJECT, filter, null, 7);
            while (!page.isEmpty()) {
                listed.addAll(page);
                page = inventory.list(PROJECT, filter, page.get(page.size() - 1).id(), 7);
            }
            assertThat(listed)
                    .as("with %s", filter)
                    .containsExactlyElementsOf(
                            all.stream().filter(filter::matches).toList());
        }
    }

    @Test
    @DisplayName("counts the instances by version, without those that have none")
    void countsByVersion() {
        List<Instance> all = instances(50);
        inventory.define(PROJECT, all);
        assertThat(inventory.countsByVersion(PROJECT))
                .isEqualTo(all.stream()
                        .filter(instance -> instance.agent().version() != null)
                        .collect(Collectors.groupingBy(
                                instance -> instance.agent().version(), Collectors.counting())));
        assertThat(inventory.countsByVersion(OTHER_PROJECT)).isEmpty();
    }

    private Instance found() {
        return inventory.find(PROJECT, List.of(WEB.id())).get(WEB.id());
    }

    private static Instance with(AgentState state) {
        return new Instance(WEB.profile(), WEB.uniAgent(), state);
    }

    private static List<Instance> instances(int count) {
        List<AgentState> states = List.of(
                OLD, NEW, AgentState.notInstalled(), new AgentState(AgentStatus.STOPPED, AgentVersion.of("2.7.2.1")));
        return IntStream.range(0, count)
                .mapToObj(i -> new Instance(
                        InstanceProfile.ecs(InstanceId.of(String.format("web-%05d", i))),
                        UniAgentStatus.RUNNING,
                        states.get(i % states.size())))
                .toList();
    }

    // Changes when another connection has written.
    private static long version(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("pragma data_version")) {
            row.next();
            return row.getLong(1);
        }
    }
}
