package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** The life of one world: a while of commands and faults, with a look at the laws after each step, and then peace. */
final class Simulation {
    private static final int STEPS = 40;
    private static final long HOUR = 3_600_000;

    private final SplittableRandom random;
    private final World world;
    private final Set<InvocationId> accepted = new HashSet<>();
    private final Map<InvocationId, InvocationStatus> last = new HashMap<>();

    private Simulation(long seed, UnaryOperator<InvocationRepository> store, EventLog log) {
        random = new SplittableRandom(~seed);
        world = new World(seed, store, log);
    }

    /** Runs the world of a seed; the log has what happened in it, also if a law was broken. */
    static void run(long seed, UnaryOperator<InvocationRepository> store, EventLog log) {
        Simulation simulation = new Simulation(seed, store, log);
        for (int i = 0; i < STEPS; i++) {
            simulation.step();
            simulation.look();
        }
        simulation.settle();
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> world.inProcess(this::create);
            case 4 -> world.inProcess(this::cancel);
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    world.restart();
                } else {
                    world.crashAtNextHandOver();
                }
            }
            case 6 -> world.pass(random.nextInt(700_000));
            default -> world.pass(random.nextInt(20_000));
        }
    }

    private void create() {
        InvocationRequest request = request();
        BatchResult result = world.maintenance().requests().create(request);
        world.log.add(request + " = " + result.summary());
        if (result.size() != request.size()) {
            throw new Broken(Law.EACH_ITEM_ONCE, request.size() + " items got " + result.size() + " answers");
        }
        for (int i = 0; i < result.size(); i++) {
            ItemOutcome outcome = result.outcomes().get(i);
            Object asked = items(request).get(i);
            if (outcome instanceof ItemOutcome.Accepted item) {
                accepted.add(item.invocationId());
                requireSame(asked, asked instanceof InstanceId ? item.instanceId() : asked);
            } else if (outcome instanceof ItemOutcome.Refused item) {
                requireSame(asked, asked instanceof InstanceId ? item.instanceId() : item.invocationId());
            }
        }
    }

    private static void requireSame(Object asked, Object answered) {
        if (!asked.equals(answered)) {
            throw new Broken(Law.EACH_ITEM_ONCE, asked + " was answered by a line about " + answered);
        }
    }

    private InvocationRequest request() {
        return switch (random.nextInt(4)) {
            case 0 -> InvocationRequest.install(World.PROJECT, servers());
            case 1 -> InvocationRequest.update(World.PROJECT, servers());
            case 2 -> InvocationRequest.rollback(World.PROJECT, tasks());
            default -> InvocationRequest.retry(World.PROJECT, tasks());
        };
    }

    private static List<?> items(InvocationRequest request) {
        if (request instanceof InvocationRequest.Install install) {
            return install.instances();
        }
        if (request instanceof InvocationRequest.Update update) {
            return update.instances();
        }
        return request instanceof InvocationRequest.Rollback rollback
                ? rollback.invocations()
                : ((InvocationRequest.Retry) request).invocations();
    }

    private List<InstanceId> servers() {
        List<InstanceId> servers = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            servers.add(
                    random.nextInt(20) == 0
                            ? InstanceId.of("unknown")
                            : world.agents.ids().get(random.nextInt(Agents.COUNT)));
        }
        return servers;
    }

    private List<InvocationId> tasks() {
        List<Invocation> stored = world.stored();
        List<InvocationId> tasks = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            tasks.add(
                    stored.isEmpty() || random.nextInt(20) == 0
                            ? InvocationId.of("unknown")
                            : stored.get(random.nextInt(stored.size())).id());
        }
        return tasks;
    }

    private void cancel() {
        world.log.add("cancel " + world.maintenance().cancellation().cancel(World.PROJECT, tasks()));
    }

    private void look() {
        Set<InstanceId> busy = new HashSet<>();
        for (Invocation task : world.stored()) {
            if (task.isActive() && !busy.add(task.instanceId())) {
                throw new Broken(Law.ONE_ACTIVE, task.instanceId() + " has two");
            }
            InvocationStatus before = last.put(task.id(), task.status());
            if (before != null && !reaches(before, task.status())) {
                throw new Broken(Law.ENDS_STAY, task.id() + " went " + before + " -> " + task.status());
            }
        }
    }

    private static boolean reaches(InvocationStatus from, InvocationStatus to) {
        if (from == to) {
            return true;
        }
        for (InvocationStatus next : InvocationStatus.values()) {
            if (from.canBecome(next) && reaches(next, to)) {
                return true;
            }
        }
        return false;
    }

    /** Nothing fails any more, and time passes: then everything comes to its end. */
    private void settle() {
        world.faults.end();
        for (int i = 0; i < 3; i++) {
            world.pass(HOUR);
            look();
        }
        Map<InvocationId, Invocation> stored = new HashMap<>();
        world.stored().forEach(task -> stored.put(task.id(), task));
        stored.values().stream().filter(Invocation::isActive).findAny().ifPresent(task -> {
            throw new Broken(Law.NOTHING_LOST, task.id() + " is still " + task.status());
        });
        for (InvocationId id : accepted) {
            if (!stored.containsKey(id)) {
                throw new Broken(Law.NOTHING_LOST, id + " was accepted and is not there");
            }
        }
        if (!world.faults.unseen && !world.hasCrashed()) {
            told(stored);
        }
    }

    private void told(Map<InvocationId, Invocation> stored) {
        if (!world.witness.latest.keySet().equals(stored.keySet())) {
            throw new Broken(
                    Law.ALL_TOLD, world.witness.latest.keySet() + " were told, " + stored.keySet() + " are there");
        }
        stored.forEach((id, task) -> {
            InvocationStatus told = world.witness.latest.get(id).status();
            if (told != task.status()) {
                throw new Broken(Law.ALL_TOLD, id + " is " + task.status() + ", and was told to be " + told);
            }
        });
    }
}
