package io.agentmaintenance.simulation;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A process with the real core, and what outlives it: the store, the servers, time. */
final class World {
    static final ProjectId PROJECT = ProjectId.of("simulation");

    private static final int PAGE = 100;
    private static final AgentVersions VERSIONS = AgentVersions.of(List.of(
            new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION)));

    final EventLog log;
    final Faults faults;
    final Agents agents;
    final Agenda agenda;
    final Witness witness;
    final InvocationRepository store;

    private final SplittableRandom random;
    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-24T00:00:00Z"));
    private final Set<InvocationId> begun = new HashSet<>();
    // Another node over the same store, which never crashes, and whose store never fails.
    private final AgentMaintenance neighbour;
    private UnreliableExecutor executor;
    private AgentMaintenance maintenance;
    private boolean interfering;
    private int ids;
    private boolean crashNext;
    private boolean resumed = true;
    private boolean crashed;

    World(long seed, UnaryOperator<InvocationRepository> storeUnderTest, EventLog log) {
        this.log = log;
        witness = new Witness(log);
        random = new SplittableRandom(seed);
        faults = new Faults(random.split());
        agents = new Agents(faults);
        agenda = new Agenda(clock, random.split());
        store = storeUnderTest.apply(InMemoryInvocationRepository.keeping(10_000));
        neighbour = process(store, false);
        maintenance = process(new FaultyRepository(store, faults, this::interfere), true);
    }

    private AgentMaintenance process(InvocationRepository repository, boolean mortal) {
        return AgentMaintenance.builder()
                .repository(repository)
                .directory(agents)
                .catalog(project -> faults.around(() -> VERSIONS))
                .executor(reports -> {
                    UnreliableExecutor made = new UnreliableExecutor(this, reports, random.split(), mortal);
                    executor = mortal ? made : executor;
                    return made;
                })
                .ids(count -> IntStream.range(0, count)
                        .mapToObj(i -> InvocationId.of("task-" + ++ids))
                        .toList())
                .listener(witness)
                .clock(clock)
                .build();
    }

    AgentMaintenance maintenance() {
        return maintenance;
    }

    boolean hasCrashed() {
        return crashed;
    }

    /** Lets the process crash when it hands work over next: after it was stored. */
    void crashAtNextHandOver() {
        crashNext = true;
    }

    boolean crashesNow() {
        boolean now = crashNext;
        crashNext = false;
        return now;
    }

    /** Runs something in the process, which may end by it; then another one starts over the same store. */
    void inProcess(Runnable what) {
        try {
            what.run();
        } catch (PortException e) {
            log.add("failed: " + e.getMessage());
        } catch (Crash e) {
            restart();
        }
    }

    void restart() {
        log.add("crash");
        crashed = true;
        executor.crash();
        maintenance = process(new FaultyRepository(store, faults, this::interfere), true);
        resumed = false;
        resumeIfNeeded();
    }

    /** What a host does after a start, until it succeeds once. */
    void resumeIfNeeded() {
        if (!resumed) {
            inProcess(() -> {
                maintenance.supervision().resumePending();
                resumed = true;
            });
        }
    }

    /** Lets the neighbour do something between our reading and our writing. */
    private void interfere() {
        if (interfering || !faults.strike()) {
            return;
        }
        interfering = true;
        List<Invocation> stored = stored();
        try {
            if (stored.isEmpty() || random.nextBoolean()) {
                List<InstanceId> servers = List.of(agents.ids().get(random.nextInt(Agents.COUNT)));
                neighbour.requests().create(InvocationRequest.update(PROJECT, servers));
            } else {
                InvocationId task = stored.get(random.nextInt(stored.size())).id();
                neighbour.cancellation().cancel(PROJECT, List.of(task));
            }
        } catch (PortException e) {
            log.add("neighbour failed: " + e.getMessage());
        } finally {
            interfering = false;
        }
    }

    void pass(long millis) {
        inProcess(() -> agenda.pass(millis));
        resumeIfNeeded();
        inProcess(() -> maintenance.supervision().expireOverdue());
    }

    void begins(Invocation task) {
        log.add(task.id() + " begins");
        if (!begun.add(task.id())) {
            throw new Broken(Law.BEGUN_ONCE, task.id() + " was begun twice");
        }
    }

    /** Everything that is stored, the newest first. */
    List<Invocation> stored() {
        List<Invocation> all = new ArrayList<>();
        List<Invocation> page;
        do {
            page = store.find(new InvocationQuery(PROJECT, null, null, null, null, all.size(), PAGE))
                    .invocations();
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }
}
