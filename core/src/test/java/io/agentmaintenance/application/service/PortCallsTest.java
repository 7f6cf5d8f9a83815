package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.fixture.World;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The number of port calls is constant:")
class PortCallsTest {
    private static final String READS = "directory.find repository.histories catalog.offered";
    private static final String WRITES = "ids.next repository.insert executor.start";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "INSTALL," + READS + " " + WRITES,
        "UPDATE," + READS + " " + WRITES,
        "ROLLBACK,repository.findAll " + READS + " " + WRITES,
        "RETRY,repository.findAll " + READS + " " + WRITES,
    })
    @DisplayName("a create request calls each port once for 1 and for 100 items")
    void callsEachPortOnceForACreate(InvocationType type, String calls) {
        for (int size : new int[] {1, 100}) {
            World world = new World();
            InvocationRequest request = eligible(world, type, size);
            world.calls.forget();

            assertThat(world.create(request).acceptedCount()).isEqualTo(size);

            assertThat(world.calls.log()).containsExactly(calls.split(" ", -1));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a plan makes at most four calls for 100 items, and none that writes")
    void makesAtMostFourCallsForAPlan(InvocationType type) {
        World world = new World();
        InvocationRequest request = eligible(world, type, 100);
        world.calls.forget();

        assertThat(world.maintenance.requests().plan(request).eligibleCount()).isEqualTo(100);

        assertThat(world.calls.log()).hasSizeLessThanOrEqualTo(4).doesNotContain("repository.insert", "executor.start");
    }

    @Test
    @DisplayName("a retry of 100 rollbacks reads their updates in one more call")
    void readsTheUpdatesOfRetriedRollbacksInOneCall() {
        World world = new World();
        List<InvocationId> tasks = failed(world, eligible(world, InvocationType.ROLLBACK, 100));
        world.calls.forget();

        assertThat(world.create(InvocationRequest.retry(PROJECT, tasks)).acceptedCount())
                .isEqualTo(100);

        assertThat(world.calls.log()).hasSize(8).startsWith("repository.findAll", "repository.findAll");
    }

    @Test
    @DisplayName("100 tasks are withdrawn in one call")
    void withdrawsAHundredTasksInOneCall() {
        World world = new World();
        InvocationRequest request = eligible(world, InvocationType.RETRY, 100);
        world.executor.declines(i -> true);
        world.calls.forget();

        assertThat(world.create(request).refusedCount()).isEqualTo(100);

        assertThat(world.calls.log()).hasSize(8).endsWith("executor.start", "repository.withdraw");
    }

    @Test
    @DisplayName("the server of several earlier tasks is read once")
    void readsTheServerOfSeveralTasksOnce() {
        World world = new World();
        List<InvocationId> first = failed(world, eligible(world, InvocationType.INSTALL, 1));
        List<InvocationId> second = failed(world, InvocationRequest.retry(PROJECT, first));

        world.retry(first.get(0).value(), second.get(0).value());

        assertThat(world.directory.askedFor).containsExactly(InstanceId.of("s0"));
    }

    @Test
    @DisplayName("where nothing could be read about any server, the versions are not asked for")
    void asksForNoVersionsWithoutServers() {
        World world = new World();
        InvocationRequest request = eligible(world, InvocationType.INSTALL, 1);
        world.calls.broken("directory.find");

        assertThat(world.create(request).refusedCount()).isEqualTo(1);

        assertThat(world.calls.log()).containsExactly("directory.find");
    }

    @Test
    @DisplayName("2,000 agents are read in one call")
    void readsTwoThousandAgentsInOneCall() {
        World world = new World();
        List<InstanceId> servers =
                IntStream.range(0, 2000).mapToObj(i -> InstanceId.of("s" + i)).toList();

        world.maintenance.agentStatuses().query(AgentStatusQuery.of(PROJECT, servers));

        assertThat(world.calls.log()).containsExactly("directory.find");
    }

    private static InvocationRequest eligible(World world, InvocationType type, int size) {
        List<InstanceId> servers =
                IntStream.range(0, size).mapToObj(i -> InstanceId.of("s" + i)).toList();
        servers.forEach(s -> world.with(
                s.value(),
                type == InvocationType.INSTALL || type == InvocationType.RETRY ? noAgent() : agentRunning("2.4.1")));
        return switch (type) {
            case INSTALL -> InvocationRequest.install(PROJECT, servers);
            case UPDATE -> InvocationRequest.update(PROJECT, servers);
            case ROLLBACK -> {
                List<InvocationId> updates = ids(world, InvocationRequest.update(PROJECT, servers));
                updates.forEach(id -> world.succeeds(id.value()));
                yield InvocationRequest.rollback(PROJECT, updates);
            }
            case RETRY -> {
                List<InvocationId> installs = failed(world, InvocationRequest.install(PROJECT, servers));
                yield InvocationRequest.retry(PROJECT, installs);
            }
        };
    }

    private static List<InvocationId> failed(World world, InvocationRequest request) {
        List<InvocationId> tasks = ids(world, request);
        tasks.forEach(id -> world.fails(id.value()));
        return tasks;
    }

    private static List<InvocationId> ids(World world, InvocationRequest request) {
        return world.create(request).accepted().stream().map(i -> i.id()).toList();
    }
}
