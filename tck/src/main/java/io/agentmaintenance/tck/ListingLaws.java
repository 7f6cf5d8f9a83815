package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Instances.installable;
import static io.agentmaintenance.tck.Instances.running;
import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.Inventory.Filter;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code list} and {@code countsByVersion}. */
abstract class ListingLaws extends InventoryLaws {
    private static final int SERVERS = 60;
    private static final int LIMIT = 7;
    private static final List<AgentStatus> STATUSES = List.of(AgentStatus.values());

    ListingLaws(InventoryContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns nothing for a project without servers")
    void isEmptyWithoutServers() {
        inventory.define(OTHER_PROJECT, List.of(running("web-1", "2.4.1")));

        assertThat(inventory.list(PROJECT, Filter.none(), null, 10)).isEmpty();
        assertThat(inventory.countsByVersion(PROJECT)).isEmpty();
    }

    @Test
    @DisplayName("lists the servers in the order of the characters of their ids, whatever the language of the machine")
    void listsInTheOrderOfIds() {
        List<Instance> inOrder = Stream.of("-a", "1", "10", "2", "A", "B", "Za", "Zb", "a", "a-b", "aB", "ab", "b")
                .map(Instances::installable)
                .toList();
        for (int i : new int[] {12, 3, 0, 7, 5, 1, 11, 2, 10, 4, 9, 6, 8}) {
            inventory.define(PROJECT, List.of(inOrder.get(i)));
        }

        assertThat(inventory.list(PROJECT, Filter.none(), null, 100)).isEqualTo(inOrder);
        assertThat(walk(Filter.none(), 3)).isEqualTo(inOrder);
    }

    @Test
    @DisplayName("applies every filter, and splits what passes into pages, of which all but the last are full")
    void appliesEveryFilter() {
        List<Instance> fleet = givenFleet();
        for (@Nullable AgentStatus status : FilterModel.orNull(AgentStatus.values())) {
            for (@Nullable AgentVersion version : FilterModel.orNull(version(0), version(1), version(9))) {
                Filter filter = new Filter(status, version);
                List<Instance> expected = fleet.stream().filter(filter::matches).toList();
                assertThat(inventory.list(PROJECT, filter, null, 1000))
                        .as("%s", filter)
                        .isEqualTo(expected);
                assertThat(walk(filter, LIMIT)).as("pages of %s", filter).isEqualTo(expected);
            }
        }
    }

    @Test
    @DisplayName("continues after an id that is not there, or that the filter does not pass")
    void goesOnAfterAnyId() {
        inventory.define(PROJECT, List.of(installable("a"), running("b", "2.4.1"), installable("c")));

        assertThat(inventory.list(PROJECT, Filter.none(), InstanceId.of("aa"), 10))
                .containsExactly(running("b", "2.4.1"), installable("c"));
        assertThat(inventory.list(PROJECT, new Filter(AgentStatus.NONE, null), InstanceId.of("b"), 10))
                .containsExactly(installable("c"));
        assertThat(inventory.list(PROJECT, Filter.none(), InstanceId.of("c"), 10))
                .isEmpty();
    }

    @Test
    @DisplayName("counts each version, whatever the status of the agent, and none that is not known")
    void countsEachVersion() {
        List<Instance> fleet = givenFleet();

        assertThat(inventory.countsByVersion(PROJECT)).isEqualTo(walked(fleet));
    }

    @Test
    @DisplayName("counts at once what is defined and observed, and no version that is gone")
    void countsWhatIsObserved() {
        AgentVersion old = AgentVersion.of("2.4.1");
        AgentVersion now = AgentVersion.of("2.7.2");
        Instance one = running("web-1", "2.4.1");
        Instance two = running("web-2", "2.4.1");
        inventory.define(PROJECT, List.of(one, two));
        assertThat(inventory.countsByVersion(PROJECT)).isEqualTo(Map.of(old, 2L));

        observe(PROJECT, one, AgentState.running(now));
        assertThat(inventory.countsByVersion(PROJECT)).isEqualTo(Map.of(old, 1L, now, 1L));
        observe(PROJECT, two, new AgentState(AgentStatus.FAULT, now));
        assertThat(inventory.countsByVersion(PROJECT)).isEqualTo(Map.of(now, 2L));
        observe(PROJECT, two, AgentState.notInstalled());
        inventory.define(PROJECT, List.of(one, two));

        assertThat(inventory.countsByVersion(PROJECT)).isEqualTo(Map.of(now, 1L));
    }

    /** Defines servers of two projects in any order, and returns those of the first in the order of their ids. */
    private List<Instance> givenFleet() {
        // A fixed seed, so that a failure can be repeated.
        Random random = new Random(20261130);
        List<Instance> fleet = new ArrayList<>();
        for (Instance server : Instances.fleet(SERVERS)) {
            AgentStatus status = STATUSES.get(random.nextInt(STATUSES.size()));
            boolean known = status != AgentStatus.NONE && random.nextInt(4) > 0;
            Instance now = with(server, new AgentState(status, known ? version(random.nextInt(3)) : null));
            if (random.nextBoolean()) {
                inventory.define(PROJECT, List.of(now));
            } else {
                inventory.define(PROJECT, List.of(server));
                observe(PROJECT, server, now.agent());
            }
            inventory.define(OTHER_PROJECT, List.of(running(server.id().value(), "9.9")));
            fleet.add(now);
        }
        return fleet;
    }

    private static AgentVersion version(int number) {
        return AgentVersion.of("2." + number);
    }

    private static Map<AgentVersion, Long> walked(List<Instance> fleet) {
        Map<AgentVersion, Long> counts = new HashMap<>();
        for (Instance server : fleet) {
            AgentVersion version = server.agent().version();
            if (version != null) {
                counts.merge(version, 1L, Long::sum);
            }
        }
        return counts;
    }

    private List<Instance> walk(Filter filter, int limit) {
        List<Instance> walked = new ArrayList<>();
        @Nullable InstanceId last = null;
        List<Instance> page;
        do {
            page = inventory.list(PROJECT, filter, last, limit);
            walked.addAll(page);
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            assertThat(walked).as("a walk over all pages").hasSizeLessThan(1000);
            if (!page.isEmpty()) {
                last = page.get(page.size() - 1).id();
            }
        } while (page.size() == limit);
        return walked;
    }
}
