package io.agentmaintenance.simulation;

import io.agentmaintenance.domain.InvocationStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the host of each process does from time to time, by the schedulers of all of them. */
final class Host {
    private static final long MINUTE = 60_000;

    private final World world;
    private final List<Consumer<Node>> periodicWork =
            List.of(this::handOver, this::takeOver, this::readWishes, this::forget, this::expire);

    Host(World world) {
        this.world = world;
    }

    /** Starts a process, which then does all that it will do again and again. */
    void start(Node node) {
        world.log(node + " starts");
        node.start();
        superviseAll(node);
    }

    /** Some of the periodic work of a process. */
    void superviseSome(Node node) {
        List<Consumer<Node>> work =
                world.random().shuffled(periodicWork).subList(0, world.random().between(1, periodicWork.size()));
        work.forEach(step -> run(step, node));
    }

    /** All of the periodic work of a process. */
    void superviseAll(Node node) {
        periodicWork.forEach(step -> run(step, node));
    }

    private static void run(Consumer<Node> step, Node node) {
        if (node.isUp()) {
            step.accept(node);
        }
    }

    private void handOver(Node node) {
        if (!world.parts().resumes()) {
            return;
        }
        world.callCore(node, "hands over again", maintenance -> {
            world.frame()
                    .handOver(new Frame.HandOver(
                            node.clock().shown(), node.clock().setting()));
            Map<Task, Long> ages = new LinkedHashMap<>();
            world.ledger().tasks().forEach(task -> ages.put(task, node.age(task.now())));
            int setting = node.clock().setting();
            maintenance.supervision().resumePending(world.parts().age());
            world.checkNotEnded();
            if (world.frame().faults() == 0 && node.clock().setting() == setting) {
                ages.forEach((task, age) -> checkHandedOver(node, task, age));
            }
        });
    }

    /** What is old enough is handed over, and also what is dated ahead, which may have any age. */
    private static void checkHandedOver(Node node, Task task, long age) {
        boolean due = age > World.AGE.toMillis() || (age < -MINUTE && node.age(task.now()) < -MINUTE);
        Invariant.PENDING_IS_HANDED_OVER.check(
                !due
                        || !task.isActive()
                        || task.now().status() != InvocationStatus.PENDING
                        || task.inDoubt
                        || node.wasGiven(task.id()),
                () -> node + " did not hand over " + task);
    }

    private void takeOver(Node node) {
        if (world.parts().takesOver()) {
            world.callCore(node, "takes over", maintenance -> {
                maintenance.supervision().resumeRunning();
                world.checkNotEnded();
            });
        }
    }

    private void readWishes(Node node) {
        if (world.parts().readsWishes()) {
            world.callCore(node, "reads wishes", maintenance -> node.executor().readWishes());
        }
    }

    private void forget(Node node) {
        if (world.isBounded()) {
            world.callCore(node, "forgets", maintenance -> {
                maintenance.supervision().forgetFinished(Duration.ofHours(1));
                world.checkNotEnded();
            });
        }
    }

    private void expire(Node node) {
        if (!world.parts().expires()) {
            return;
        }
        world.callCore(node, "ends overdue tasks", maintenance -> {
            long before = world.timeline().now();
            int setting = node.clock().setting();
            Supervision supervision = node.supervision();
            boolean done = false;
            try {
                maintenance.supervision().expireOverdue();
                world.checkNotEnded();
                done = world.frame().faults() == 0 && node.clock().setting() == setting;
            } finally {
                supervision.turnEnded(done, before);
            }
        });
    }
}
