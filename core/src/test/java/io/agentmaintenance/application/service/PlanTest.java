package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A plan")
class PlanTest {
    private static final int WORLDS = 150;
    private static final int SERVERS = 12;

    @Test
    @DisplayName("returns all refusals of each item, with its server, its task and its target")
    void returnsAllRefusalsOfEachItem() {
        World world = new World();
        world.directory.put("s1", UniAgentStatus.SILENT, agentUnknown());
        world.with("s2", noAgent());

        BatchPlan plan = plan(world, InvocationRequest.install(PROJECT, servers("s1", "s2", "s3", "s2")));

        assertThat(plan.items())
                .extracting(PlannedItem::instanceId)
                .containsExactlyElementsOf(servers("s1", "s2", "s3", "s2"));
        assertThat(plan.items())
                .extracting(i -> i.refusals().stream().map(Refusal::reason).toList())
                .containsExactly(
                        List.of(RefusalReason.UNIAGENT_SILENT, RefusalReason.AGENT_UNREACHABLE),
                        List.of(),
                        List.of(RefusalReason.INSTANCE_NOT_FOUND),
                        List.of(RefusalReason.DUPLICATE_IN_REQUEST));
        assertThat(plan.items().get(1).target()).isEqualTo(version("2.7.2"));
        assertThat(plan.eligibleCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("of a RETRY returns the task and, if it is known, its server")
    void returnsTaskAndServerOfARetry() {
        World world = new World();
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");

        List<PlannedItem> items = plan(world, InvocationRequest.retry(PROJECT, World.tasks("t1", "nope")))
                .items();

        assertThat(items.get(0)).isEqualTo(new PlannedItem(server("s1"), task("t1"), version("2.7.2"), List.of()));
        assertThat(items.get(1))
                .isEqualTo(new PlannedItem(
                        null, task("nope"), null, List.of(Refusal.of(RefusalReason.INVOCATION_NOT_FOUND))));
    }

    @Test
    @DisplayName(
            "judges each item by itself: both tasks of one server are eligible, although create would accept only the first")
    void judgesEachItemByItself() {
        World world = new World();
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");
        world.install("s1");
        world.fails("t2");
        InvocationRequest both = InvocationRequest.retry(PROJECT, World.tasks("t1", "t2"));

        assertThat(plan(world, both).eligibleCount()).isEqualTo(2);
        assertThat(words(world.create(both))).containsExactly("t3", "TASK_IN_PROGRESS");
    }

    @Test
    @DisplayName("changes nothing, and returns the same first refusals as create for random servers and histories")
    void agreesWithCreate() {
        Set<RefusalReason> met = EnumSet.noneOf(RefusalReason.class);
        int accepted = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            World world = randomWorld(random);
            for (InvocationRequest request : requests(random, world)) {
                List<Invocation> before = world.repository.all();
                List<String> news = world.listener.news();

                BatchPlan plan = plan(world, request);

                assertThat(world.repository.all()).as("seed %d", seed).isEqualTo(before);
                assertThat(world.listener.news()).as("seed %d", seed).isEqualTo(news);
                BatchResult result = world.create(request);
                assertThat(firstRefusals(result))
                        .as("seed %d: %s", seed, request)
                        .isEqualTo(firstRefusals(plan));
                met.addAll(result.refusalCounts().keySet());
                accepted += result.acceptedCount();
            }
        }
        // Or else the random histories would prove little.
        assertThat(accepted).isGreaterThan(WORLDS);
        assertThat(met).hasSizeGreaterThan(18);
    }

    private static List<@Nullable Refusal> firstRefusals(BatchPlan plan) {
        List<@Nullable Refusal> first = new ArrayList<>();
        plan.items().forEach(i -> first.add(i.isEligible() ? null : i.refusals().get(0)));
        return first;
    }

    private static List<@Nullable Refusal> firstRefusals(BatchResult result) {
        List<@Nullable Refusal> first = new ArrayList<>();
        for (ItemOutcome outcome : result.outcomes()) {
            first.add(outcome instanceof ItemOutcome.Refused refused ? refused.refusal() : null);
        }
        return first;
    }

    private static World randomWorld(SplittableRandom random) {
        World world = new World();
        for (int i = 0; i < SERVERS; i++) {
            String name = "s" + i;
            randomAgent(random, world, name);
            for (int step = random.nextInt(5); step > 0; step--) {
                act(random, world, name);
                world.clock.advance(Duration.ofHours(random.nextInt(30)));
                if (random.nextInt(5) == 0) {
                    randomAgent(random, world, name);
                }
            }
        }
        return world;
    }

    private static void act(SplittableRandom random, World world, String server) {
        List<Invocation> tasks = tasksOf(world, server);
        String newest =
                tasks.isEmpty() ? "nope" : tasks.get(tasks.size() - 1).id().value();
        BatchResult result = switch (random.nextInt(4)) {
            case 0 -> world.install(server);
            case 1 -> world.update(server);
            case 2 -> world.rollback(newest);
            default -> world.retry(newest);
        };
        if (result.acceptedCount() == 1) {
            String task = World.accepted(result);
            switch (random.nextInt(6)) {
                case 0, 1, 2 -> world.succeeds(task);
                case 3 -> world.fails(task);
                case 4 -> world.timesOut(task);
                default -> world.starts(task);
            }
        }
    }

    private static void randomAgent(SplittableRandom random, World world, String server) {
        List<String> versions = List.of("2.4.1", "2.7.1", "2.7.2", "2.7.2.0", "3.0.1", "0.9");
        AgentStatus status = oneOf(random, AgentStatus.values());
        AgentState agent = status == AgentStatus.NONE
                ? noAgent()
                : new AgentState(status, version(versions.get(random.nextInt(versions.size()))));
        UniAgentStatus uniAgent =
                random.nextInt(6) > 0 ? UniAgentStatus.RUNNING : oneOf(random, UniAgentStatus.values());
        world.directory.put(server, uniAgent, random.nextInt(3) == 0 ? agentRunning("2.4.1") : agent);
        if (random.nextInt(15) == 0) {
            world.directory.remove(server);
        }
    }

    /** One request of each type, about all servers in random order, some of them twice; one task of each at most. */
    private static List<InvocationRequest> requests(SplittableRandom random, World world) {
        List<String> names = new ArrayList<>();
        List<InvocationId> tasks = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            String name = "s" + i;
            names.add(random.nextInt(names.size() + 1), name);
            List<Invocation> ofServer = tasksOf(world, name);
            tasks.add(
                    ofServer.isEmpty()
                            ? task("nope" + i)
                            : ofServer.get(random.nextInt(ofServer.size())).id());
        }
        names.add(names.get(0));
        tasks.add(random.nextInt(tasks.size()), tasks.get(3));
        VersionType type = oneOf(random, VersionType.values());
        List<VersionWish> wishes = List.of(
                VersionWish.any(),
                VersionWish.newest(type),
                VersionWish.exactly(version("2.7.1")),
                VersionWish.exactly(version("8")));
        VersionWish wish = wishes.get(random.nextInt(wishes.size()));
        String[] servers = names.toArray(String[]::new);
        List<InvocationRequest> requests = new ArrayList<>(List.of(
                InvocationRequest.rollback(PROJECT, tasks),
                InvocationRequest.retry(PROJECT, tasks),
                new InvocationRequest.Update(PROJECT, servers(servers), wish, null),
                new InvocationRequest.Install(PROJECT, servers(servers), wish, null)));
        requests.add(requests.remove(random.nextInt(requests.size())));
        return requests;
    }

    private static <T> T oneOf(SplittableRandom random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static List<Invocation> tasksOf(World world, String server) {
        return world.repository.all().stream()
                .filter(i -> i.instanceId().equals(server(server)))
                .toList();
    }

    private static BatchPlan plan(World world, InvocationRequest request) {
        return world.maintenance.requests().plan(request);
    }
}
