package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.RefusalReason.*;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.offer;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.version;
import static io.agentmaintenance.fixture.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.Rule;
import io.agentmaintenance.domain.Stage;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For every reason of the catalogue one history that provokes it. The refused item is the last one of the answer. */
@DisplayName("Every reason for a refusal")
class EveryRefusalTest {
    private static final Map<RefusalReason, Function<World, BatchResult>> HISTORIES = histories();

    private static Map<RefusalReason, Function<World, BatchResult>> histories() {
        Map<RefusalReason, Function<World, BatchResult>> h = new EnumMap<>(RefusalReason.class);
        h.put(INSTANCE_NOT_FOUND, w -> w.install("s1"));
        h.put(INVOCATION_NOT_FOUND, w -> w.rollback("t1"));
        h.put(DUPLICATE_IN_REQUEST, w -> w.with("s1", noAgent()).install("s1", "s1"));
        h.put(TASK_IN_PROGRESS, w -> {
            w.with("s1", noAgent()).install("s1");
            return w.install("s1");
        });
        h.put(UNIAGENT_NOT_INSTALLED, w -> installWith(w, UniAgentStatus.NONE));
        h.put(UNIAGENT_UNREACHABLE, w -> installWith(w, UniAgentStatus.UNKNOWN));
        h.put(UNIAGENT_SILENT, w -> installWith(w, UniAgentStatus.SILENT));
        h.put(ALREADY_INSTALLED, w -> w.with("s1", agentRunning("2.4.1")).install("s1"));
        h.put(AGENT_STOPPED, w -> w.with("s1", agentStopped("2.4.1")).install("s1"));
        h.put(AGENT_UNREACHABLE, w -> w.with("s1", agentUnknown()).update("s1"));
        h.put(NOT_INSTALLED, w -> w.with("s1", noAgent()).update("s1"));
        h.put(VERSION_NOT_FOUND, w -> {
            w.versions = AgentVersions.of(List.of());
            return w.with("s1", noAgent()).install("s1");
        });
        h.put(ALREADY_ON_VERSION, w -> w.with("s1", agentRunning("2.7.2")).update("s1"));
        h.put(
                DOWNGRADE_NOT_ALLOWED,
                w -> w.with("s1", agentRunning("2.7.2"))
                        .create(new InvocationRequest.Update(
                                PROJECT, servers("s1"), VersionWish.exactly(version("2.4.1")), null)));
        h.put(NOTHING_NEWER_OFFERED, w -> w.with("s1", agentRunning("2.9.0.1")).update("s1"));
        h.put(VERSION_TYPE_UNKNOWN, w -> w.with("s1", agentBroken("2.5")).install("s1"));
        h.put(NOT_ROLLBACKABLE, w -> {
            w.with("s1", noAgent()).install("s1");
            w.succeeds("t1");
            return w.rollback("t1");
        });
        h.put(ALREADY_ROLLED_BACK, w -> {
            String update = w.updated("s1");
            w.rollback(update);
            w.succeeds("t2");
            return w.rollback(update);
        });
        h.put(NOTHING_TO_ROLL_BACK, w -> {
            w.with("s1", agentRunning("2.4.1")).update("s1");
            w.fails("t1");
            return w.rollback("t1");
        });
        h.put(SUPERSEDED, w -> {
            w.with("s1", noAgent()).install("s1");
            w.fails("t1");
            w.retry("t1");
            w.fails("t2");
            return w.retry("t1");
        });
        h.put(VERSION_CHANGED, w -> {
            String update = w.updated("s1");
            return w.with("s1", agentRunning("2.7.1")).rollback(update);
        });
        h.put(NO_PREVIOUS_VERSION, w -> {
            String update = w.updated("s1");
            w.versions = AgentVersions.of(List.of(offer("2.7.2", VersionType.BASIC_VERSION)));
            return w.rollback(update);
        });
        h.put(ROLLBACK_WINDOW_EXPIRED, w -> {
            String update = w.updated("s1");
            w.clock.advance(Duration.ofDays(7).plusMillis(1));
            return w.rollback(update);
        });
        h.put(ALREADY_SUCCEEDED, w -> {
            w.with("s1", noAgent()).install("s1");
            w.succeeds("t1");
            return w.retry("t1");
        });
        h.put(STORE_UNAVAILABLE, w -> broken(w, "repository.histories"));
        h.put(STORE_IN_DOUBT, w -> broken(w, "repository.insert"));
        h.put(DIRECTORY_UNAVAILABLE, w -> broken(w, "directory.find"));
        h.put(CATALOG_UNAVAILABLE, w -> broken(w, "catalog.offered"));
        h.put(EXECUTOR_UNAVAILABLE, w -> broken(w, "executor.start"));
        h.put(CONTENDED, w -> {
            w.repository.forcing((write, invocation) -> WriteOutcome.CONFLICT);
            return w.with("s1", noAgent()).install("s1");
        });
        h.put(HOST_POLICY, w -> {
            Rule freeze = Rule.assumed(Stage.REACHABILITY, "no freeze", c -> Refusal.byHost("Change freeze."));
            World frozen = new World(Eligibility.standard().adding(Operation.INSTALL, freeze));
            return frozen.with("s1", noAgent()).install("s1");
        });
        return h;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("occurs after at least one history")
    void canBeProvoked(RefusalReason reason) {
        assertThat(HISTORIES).containsKey(reason);

        BatchResult result = Objects.requireNonNull(HISTORIES.get(reason)).apply(new World());

        assertThat(refused(result, result.size() - 1).refusal().reason()).isEqualTo(reason);
    }

    private static BatchResult installWith(World world, UniAgentStatus uniAgent) {
        world.directory.put("s1", uniAgent, noAgent());
        return world.install("s1");
    }

    private static BatchResult broken(World world, String call) {
        world.calls.broken(call);
        return world.with("s1", noAgent()).install("s1");
    }
}
