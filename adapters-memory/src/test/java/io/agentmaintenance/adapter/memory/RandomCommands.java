package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** A random source of commands for a store, with a seed: mostly as a host sends them, sometimes stale or wrong ones. */
final class RandomCommands {
    private static final ProjectId[] PROJECTS = {ProjectId.of("one"), ProjectId.of("two")};
    private static final int INSTANCES = 12;

    private final SplittableRandom random;
    private final ModelRepository model;
    // Invocations as they were read at some time. They may be stale.
    private final List<Invocation> read = new ArrayList<>();
    private final List<Insertion> inserted = new ArrayList<>();
    private int time;
    private int number;

    RandomCommands(long seed, ModelRepository model) {
        this.random = new SplittableRandom(seed);
        this.model = model;
    }

    /** One command for both stores, which must give equal answers. Its text is long, and built only if they do not. */
    record Command(String name, Object subject, Function<InvocationRepository, Object> on) {
        @Override
        public String toString() {
            return name + " " + subject;
        }
    }

    Command next() {
        time += random.nextInt(3);
        ProjectId project = PROJECTS[random.nextInt(4) == 0 ? 1 : 0];
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> insert(project);
            case 3, 4, 5, 6 -> update(project);
            case 7 -> withdraw(project);
            case 8, 9 -> find(project);
            case 10 -> look(project);
            default -> random.nextInt(10) == 0 ? forget() : supervise();
        };
    }

    private Command insert(ProjectId project) {
        // The entries of one call are distinct: by their instance, their id and the invocation that they repeat.
        Map<InstanceId, Insertion> entries = new LinkedHashMap<>();
        for (int i = random.nextInt(20) == 0 ? 100 : 1 + random.nextInt(4); i > 0; i--) {
            Insertion entry = random.nextInt(12) == 0 ? repeated(project) : null;
            entry = entry == null ? insertion(project) : entry;
            entries.putIfAbsent(entry.invocation().instanceId(), entry);
        }
        List<Insertion> batch = List.copyOf(entries.values());
        inserted.addAll(batch);
        return new Command("insert", batch, store -> store.insert(project, batch));
    }

    /** An insertion once more, sometimes with other content; null if none of the project was made. */
    private Insertion repeated(ProjectId project) {
        List<Insertion> own = inserted.stream()
                .filter(entry -> entry.invocation().project().equals(project))
                .toList();
        if (own.isEmpty()) {
            return null;
        }
        Insertion entry = own.get(random.nextInt(own.size()));
        Invocation task = entry.invocation();
        return random.nextInt(3) > 0
                ? entry
                : new Insertion(
                        Tasks.in(
                                project,
                                task.id().value(),
                                task.instanceId().value(),
                                task.type(),
                                task.instance().type(),
                                task.createdAt().plusMillis(1)),
                        entry.latest(),
                        null);
    }

    private Insertion insertion(ProjectId project) {
        String instance = "i" + random.nextInt(random.nextInt(5) == 0 ? 200 : INSTANCES);
        List<Invocation> own = model.of(project)
                .filter(task -> task.instanceId().value().equals(instance))
                .toList();
        Invocation latest = own.isEmpty() || random.nextInt(12) == 0 ? null : own.get(own.size() - 1);
        Invocation original = own.isEmpty() ? null : own.get(own.size() - 1 - random.nextInt(Math.min(2, own.size())));
        boolean retry = original != null && !original.isActive() && random.nextInt(4) == 0;
        Invocation task = Tasks.in(
                project,
                id(),
                instance,
                retry ? InvocationType.RETRY : InvocationType.values()[random.nextInt(4)],
                InstanceType.values()[random.nextInt(2)],
                Tasks.START.plusMillis(time - random.nextInt(3)));
        return retry
                ? new Insertion(Tasks.repeating(original, task), latest, RetryLink.from(original))
                : new Insertion(task, latest, null);
    }

    // Ids are UUIDs, or other texts that a host may use.
    private String id() {
        return random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()).toString() : "t-" + number++;
    }

    private Command update(ProjectId project) {
        List<Invocation> tasks = new ArrayList<>(model.of(project).toList());
        if (random.nextInt(8) == 0) {
            tasks.addAll(read.stream().filter(t -> t.project().equals(project)).toList());
        }
        List<InvocationUpdate> entries = new ArrayList<>();
        Set<InvocationId> concerned = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0 && !tasks.isEmpty(); i--) {
            InvocationChange change = change(tasks.get(random.nextInt(tasks.size())));
            InvocationChange other = random.nextInt(5) == 0 ? change(tasks.get(random.nextInt(tasks.size()))) : null;
            if (change != null && concerned.add(change.before().id())) {
                boolean two = other != null && concerned.add(other.before().id());
                Actor actor = random.nextBoolean() ? Tasks.WORKER : Actor.supervision();
                entries.add(new InvocationUpdate(change, two ? other : null, actor));
            }
        }
        return entries.isEmpty()
                ? find(project)
                : new Command("update", entries, store -> store.update(project, entries));
    }

    private InvocationChange change(Invocation task) {
        read.add(task);
        // Several nodes may change tasks, and their clocks differ.
        var now = Tasks.START.plusMillis(time - random.nextInt(4));
        return switch (task.status()) {
            case PENDING ->
                random.nextInt(4) == 0
                        ? task.cancel(now, "why")
                        : random.nextInt(6) == 0 ? task.timeOut(now) : task.start(now);
            case RUNNING ->
                switch (random.nextInt(5)) {
                    case 0 -> task.timeOut(now);
                    case 1 -> task.fail(now, "why", null);
                    case 2 -> task.progress().cancelRequestedAt() == null ? task.requestCancel(now) : null;
                    default -> task.succeed(now);
                };
            case TIMEOUT -> random.nextBoolean() ? task.succeed(now) : task.retriedBy(InvocationId.of(id()));
            case SUCCEEDED -> random.nextInt(3) == 0 ? task.rolledBack(now, task) : null;
            default -> random.nextInt(3) == 0 ? task.retriedBy(InvocationId.of(id())) : null;
        };
    }

    private Command withdraw(ProjectId project) {
        List<Invocation> pending = model.of(project)
                .filter(task -> task.status() == InvocationStatus.PENDING || random.nextInt(20) == 0)
                .toList();
        if (pending.isEmpty()) {
            return look(project);
        }
        Withdrawal entry = new Withdrawal(pending.get(random.nextInt(pending.size())), Tasks.START.plusMillis(time));
        return new Command("withdraw", entry, store -> store.withdraw(project, List.of(entry)));
    }

    private Command find(ProjectId project) {
        InvocationQuery query = new InvocationQuery(
                project,
                random.nextInt(3) == 0 ? InstanceId.of("i" + random.nextInt(INSTANCES)) : null,
                random.nextInt(3) == 0 ? InstanceType.values()[random.nextInt(2)] : null,
                random.nextInt(8) == 0 && !read.isEmpty() ? any().id() : null,
                random.nextInt(3) == 0 ? InvocationType.values()[random.nextInt(4)] : null,
                random.nextInt(3) == 0 ? InvocationStatus.values()[random.nextInt(7)] : null,
                random.nextInt(3) == 0 ? random.nextInt(30) : 0,
                1 + random.nextInt(100));
        return new Command("find", query, store -> store.find(query));
    }

    private Command look(ProjectId project) {
        List<InvocationId> ids = list(5, () -> read.isEmpty() ? InvocationId.of("none") : any().id());
        List<InstanceId> instances = list(5, () -> InstanceId.of("i" + random.nextInt(INSTANCES)));
        return new Command(
                "findAll, histories and counts",
                List.of(ids, instances),
                store -> List.of(
                        store.findAll(project, ids),
                        store.histories(project, instances),
                        new HashSet<>(store.counts(project)),
                        new HashSet<>(store.counts(null))));
    }

    private Command forget() {
        var endedBefore = Tasks.START.plusMillis(random.nextInt(time + 1));
        int limit = 1 + random.nextInt(5);
        return new Command("forget", endedBefore, store -> store.forget(endedBefore, limit));
    }

    private Command supervise() {
        var pendingSince = Tasks.START.plusMillis(random.nextInt(time + 1));
        var runningSince = Tasks.START.plusMillis(random.nextInt(time + 1));
        int limit = 1 + random.nextInt(20);
        Invocation pending = any(InvocationStatus.PENDING);
        Invocation running = any(InvocationStatus.RUNNING);
        return new Command(
                "overdue, pending and running",
                Arrays.asList(pendingSince, runningSince, pending, running, limit),
                // The order is not defined, so the limit is greater than the result.
                store -> List.of(
                        new HashSet<>(store.overdue(pendingSince, runningSince, 100_000)),
                        new HashSet<>(store.datedAfter(pendingSince)),
                        store.overdue(pendingSince, runningSince, limit).size(),
                        store.pending(pendingSince, pending, limit),
                        store.pending(InvocationRepository.END_OF_TIME, pending, limit),
                        store.running(running, limit),
                        // Several may be the oldest.
                        Optional.ofNullable(store.oldestPending()).map(Invocation::createdAt)));
    }

    /** An invocation that was read in this state, or null. */
    private Invocation any(InvocationStatus status) {
        List<Invocation> inState =
                read.stream().filter(task -> task.status() == status).toList();
        return random.nextInt(3) == 0 || inState.isEmpty() ? null : inState.get(random.nextInt(inState.size()));
    }

    private Invocation any() {
        return read.get(random.nextInt(read.size()));
    }

    private static <T> List<T> list(int count, Supplier<T> next) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(next.get());
        }
        return list;
    }
}
