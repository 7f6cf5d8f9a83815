package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.World;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A query")
class QuestionsTest {
    private final World world = new World();

    @Nested
    @DisplayName("for tasks")
    class Invocations {
        @Test
        @DisplayName("returns the newest first, and the count of all")
        void returnsTheNewestFirstAndTheCountOfAll() {
            world.with("s1", noAgent())
                    .with("s2", noAgent())
                    .with("s3", noAgent())
                    .install("s1", "s2", "s3");

            InvocationPage page =
                    world.maintenance.invocations().find(new InvocationQuery(PROJECT, null, null, null, null, 1, 1));

            assertThat(page.invocations()).extracting(Invocation::id).containsExactly(task("t2"));
            assertThat(page.count()).isEqualTo(3);
        }

        @Test
        @DisplayName("finds one task by its id, only in its project")
        void findsATaskByItsIdInItsProject() {
            world.with("s1", noAgent()).install("s1");

            assertThat(world.maintenance.invocations().find(PROJECT, task("t1")))
                    .contains(world.task("t1"));
            assertThat(world.maintenance.invocations().find(PROJECT, task("t2")))
                    .isEmpty();
            assertThat(world.maintenance.invocations().find(OTHER_PROJECT, task("t1")))
                    .isEmpty();
        }

        @Test
        @DisplayName("throws PortException if the store is broken")
        void throwsIfTheStoreIsBroken() {
            world.calls.broken("repository.find").broken("repository.findAll");

            assertThatThrownBy(() -> world.maintenance.invocations().find(InvocationQuery.newest(PROJECT)))
                    .isInstanceOf(PortException.class);
            assertThatThrownBy(() -> world.maintenance.invocations().find(PROJECT, task("t1")))
                    .isInstanceOf(PortException.class);
        }
    }

    @Nested
    @DisplayName("for agents")
    class Agents {
        @Test
        @DisplayName("returns each known server once, in the order of the query")
        void returnsEachKnownServerOnceInTheGivenOrder() {
            world.with("s1", noAgent()).with("s2", agentRunning("2.4.1"));

            assertThat(world.maintenance
                            .agentStatuses()
                            .query(AgentStatusQuery.of(PROJECT, servers("s2", "x", "s1", "s2"))))
                    .extracting(Instance::id)
                    .containsExactly(server("s2"), server("s1"));
        }

        @Test
        @DisplayName("returns only the servers that match its filters")
        void returnsOnlyMatchingServers() {
            world.with("s1", noAgent()).with("s2", agentRunning("2.4.1"));
            world.directory.put("s3", UniAgentStatus.SILENT, agentRunning("2.4.1"));

            assertThat(world.maintenance
                            .agentStatuses()
                            .query(new AgentStatusQuery(
                                    PROJECT, servers("s1", "s2", "s3"), UniAgentStatus.RUNNING, AgentStatus.RUNNING)))
                    .extracting(Instance::id)
                    .containsExactly(server("s2"));
        }

        @Test
        @DisplayName("throws PortException if the directory is broken")
        void throwsIfTheDirectoryIsBroken() {
            world.calls.broken("directory.find");

            assertThatThrownBy(
                            () -> world.maintenance.agentStatuses().query(AgentStatusQuery.of(PROJECT, servers("s1"))))
                    .isInstanceOf(PortException.class);
        }
    }
}
