package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Instances.installable;
import static io.agentmaintenance.tck.Instances.running;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code define}. */
abstract class DefineLaws extends InventoryLaws {
    private static final AgentState OBSERVED = AgentState.running(AgentVersion.of("2.7.2"));

    DefineLaws(InventoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("stores a new server as it is")
    void storesTheNew() {
        Instance one = installable("web-1");
        Instance two = new Instance(
                Instances.longest(InstanceType.BMS), UniAgentStatus.SILENT, AgentState.running(AgentVersion.of("1.0")));

        inventory.define(PROJECT, List.of(one, two));

        assertThat(find(PROJECT, one.id())).isEqualTo(one);
        assertThat(find(PROJECT, two.id())).isEqualTo(two);
    }

    @Test
    @DisplayName("replaces everything of a known server of which no state was observed")
    void replacesTheUnobserved() {
        inventory.define(PROJECT, List.of(installable("web-1")));
        Instance now = new Instance(
                new InstanceProfile(
                        InstanceId.of("web-1"),
                        "Renamed",
                        InstanceType.BMS,
                        List.of("10.0.0.1"),
                        List.of("203.0.113.1")),
                UniAgentStatus.SILENT,
                AgentState.running(AgentVersion.of("2.4.1")));

        inventory.define(PROJECT, List.of(now));

        assertThat(find(PROJECT, now.id())).isEqualTo(now);
        assertThat(inventory.list(PROJECT, Filter.none(), null, 10)).containsExactly(now);
    }

    @Test
    @DisplayName("keeps the observed state of the agent of a known server, and replaces the rest")
    void keepsTheObserved() {
        Instance first = installable("web-1");
        inventory.define(PROJECT, List.of(first));
        observe(PROJECT, first, OBSERVED);
        Instance again = new Instance(
                named(first, "Renamed").profile(), UniAgentStatus.SILENT, AgentState.running(AgentVersion.of("1.0")));

        inventory.define(PROJECT, List.of(again));
        inventory.define(PROJECT, List.of(again));

        assertThat(find(PROJECT, first.id())).isEqualTo(with(again, OBSERVED));
    }

    @Test
    @DisplayName("keeps an observed state also if it was the defined one")
    void keepsWhatWasObservedAsDefined() {
        Instance first = installable("web-1");
        inventory.define(PROJECT, List.of(first));
        observe(PROJECT, first, first.agent());

        inventory.define(PROJECT, List.of(running("web-1", "2.4.1")));

        assertThat(find(PROJECT, first.id())).isEqualTo(first);
    }

    @Test
    @DisplayName("accepts 1,000 servers in one call, known and new ones, and none")
    void acceptsAThousand() {
        List<Instance> fleet = Instances.fleet(BATCH);
        inventory.define(PROJECT, fleet.subList(0, 10));
        observe(PROJECT, fleet.get(5), OBSERVED);

        inventory.define(PROJECT, fleet);
        inventory.define(PROJECT, List.of());

        assertThat(inventory.list(PROJECT, Filter.none(), null, BATCH))
                .hasSize(BATCH)
                .contains(with(fleet.get(5), OBSERVED));
    }

    @Test
    @DisplayName("keeps the states of projects with the same servers apart")
    void keepsProjectsApart() {
        Instance server = installable("web-1");
        inventory.define(PROJECT, List.of(server));
        inventory.define(OTHER_PROJECT, List.of(server));
        observe(OTHER_PROJECT, server, OBSERVED);
        Instance again = running("web-1", "2.4.1");

        inventory.define(PROJECT, List.of(again));
        inventory.define(OTHER_PROJECT, List.of(again));

        assertThat(find(PROJECT, server.id())).isEqualTo(again);
        assertThat(find(OTHER_PROJECT, server.id())).isEqualTo(with(again, OBSERVED));
    }
}
