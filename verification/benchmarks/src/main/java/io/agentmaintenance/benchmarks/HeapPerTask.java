package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.UniAgentStatus;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures the heap of a finished task in the memory store by releasing a full store. */
final class HeapPerTask {
    private static final int TASKS = 1_000_000;
    private static final int COLLECTIONS = 3;

    private HeapPerTask() {}

    static void print(PrintStream out) {
        out.println("Heap per finished task, of " + TASKS + ", in bytes (at most 500; the dream is 250):");
        out.println("  servers that the directory keeps     " + bytes(TASKS, false));
        out.println("  servers made up when asked for       " + bytes(TASKS, true));
    }

    /** Fills a store through the core, one task per server; {@code madeUp} says whether only the tasks know these. */
    static long bytes(int tasks, boolean madeUp) {
        InMemoryFleet fleet = new InMemoryFleet();
        AgentBehavior behavior = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);
        AgentState agent = AgentState.notInstalled();
        for (int i = 0; i < tasks && !madeUp; i++) {
            fleet.add(PROJECT, Samples.instance(Samples.server(i), UniAgentStatus.RUNNING, agent), behavior);
        }
        if (madeUp) {
            fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, agent, behavior);
        }
        try {
            long withStore = usedWithStore(fleet, tasks);
            return (withStore - used()) / tasks;
        } finally {
            // The memory of the directory is not part of the store.
            Reference.reachabilityFence(fleet);
        }
    }

    private static long usedWithStore(InMemoryFleet fleet, int tasks) {
        // The journal has a bound of its own, about 110 bytes for each of 100,000 entries, however many tasks are kept.
        InMemoryInvocationRepository store = InMemoryInvocationRepository.keeping(tasks, 1);
        try {
            fill(store, fleet, tasks);
            return used();
        } finally {
            Reference.reachabilityFence(store);
        }
    }

    private static void fill(InMemoryInvocationRepository store, InMemoryFleet fleet, int tasks) {
        Clock clock = Clock.systemUTC();
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock);
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(store)
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(Samples.VERSIONS))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .clock(clock)
                .build();
        for (int i = 0; i < tasks; i += InvocationRequest.MAX_ITEMS) {
            List<InstanceId> servers = new ArrayList<>(InvocationRequest.MAX_ITEMS);
            for (int j = i; j < i + InvocationRequest.MAX_ITEMS; j++) {
                servers.add(Samples.server(j));
            }
            maintenance.requests().create(InvocationRequest.install(PROJECT, servers));
        }
        long kept = store.find(InvocationQuery.newest(PROJECT)).count();
        if (kept != tasks || executor.runDue() != 0) {
            throw new IllegalStateException("there are " + kept + " tasks instead of " + tasks);
        }
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
