package com.example.agents;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Installs the agent on five servers, and ends when all tasks have ended. */
public final class Main {
    private static final ProjectId PROJECT = ProjectId.of("demo");
    private static final List<InstanceId> SERVERS = Stream.of("web-1", "web-2", "web-3", "web-4", "web-5")
            .map(InstanceId::of)
            .toList();

    private Main() {}

    /**
     * Runs the program.
     *
     * @param args the folder of the store and the servers; {@code data} if there is none
     */
    public static void main(String[] args) throws InterruptedException {
        Path folder = Path.of(args.length == 0 ? "data" : args[0]);
        Clock clock = Clock.systemUTC();
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (MaintenanceHost host = new MaintenanceHost(
                folder, new FolderTransport(folder.resolve("servers"), clock), clock, new Printer())) {
            host.store()
                    .inventory()
                    .define(PROJECT, SERVERS.stream().map(Main::server).toList());
            host.resume();
            scheduler.scheduleWithFixedDelay(logged(host::work), 0, 100, TimeUnit.MILLISECONDS);
            scheduler.scheduleWithFixedDelay(logged(host::supervise), 2, 2, TimeUnit.SECONDS);

            for (ItemOutcome.Refused refused : host.maintenance()
                    .requests()
                    .create(InvocationRequest.install(PROJECT, SERVERS))
                    .refused()) {
                System.out.println(refused.instanceId() + " is refused: " + refused.refusal().message());
            }
            while (isActive(host)) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            scheduler.shutdown();
            scheduler.awaitTermination(10, TimeUnit.SECONDS);
        } finally {
            scheduler.shutdownNow();
        }
    }

    /** A server as it is known at first. What is observed later is kept. */
    private static Instance server(InstanceId id) {
        return new Instance(InstanceProfile.ecs(id), UniAgentStatus.RUNNING, AgentState.notInstalled());
    }

    private static boolean isActive(MaintenanceHost host) {
        InvocationPage newest = host.maintenance().invocations().find(InvocationQuery.newest(PROJECT));
        return newest.invocations().stream().anyMatch(Invocation::isActive);
    }

    /** A scheduler of the JDK does not run a task again that has thrown. */
    private static Runnable logged(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                System.err.println(e.getMessage());
            }
        };
    }

    /** Prints what happens to tasks. */
    private static final class Printer implements InvocationListener {
        @Override
        public void accepted(Invocation task) {
            System.out.println(task.instanceId() + " is accepted");
        }

        @Override
        public void changed(InvocationChange change) {
            if (change.isTransition()) {
                System.out.println(
                        change.after().instanceId() + " is " + change.after().status());
            }
        }
    }
}
