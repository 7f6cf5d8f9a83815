package io.agentmaintenance.adapter.http;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.PlainRepository;
import io.agentmaintenance.tck.SettableClock;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Everything behind the API for tests: a project with a few servers, a store, and callers. */
final class World {
    static final String PROJECT = "0123456789abcdef0123456789abcdef";
    static final String OTHER_PROJECT = "ffff456789abcdef0123456789abcdef";
    static final String TOKEN = "marker-of-the-project";
    static final String LIST_ONLY_TOKEN = "marker-that-may-list";
    static final Worker WORKER = new Worker("tester", 1);
    static final Instant NOW = Instant.ofEpochMilli(1_795_420_800_123L);

    // Shared, because starting one takes longer than all tests of a class.
    private static final Validator VALIDATOR = RequestValidator.create();

    final PlainRepository repository = new PlainRepository();
    final Servers servers = new Servers();
    final Executor executor = new Executor();
    final SettableClock clock = SettableClock.at(NOW);
    final TokenStore tokens = new TokenStore(clock);
    final AgentMaintenance maintenance;

    private int ids;

    World() {
        servers.add("instancexxx001", UniAgentStatus.RUNNING, AgentState.notInstalled());
        servers.add("instancexxx002", UniAgentStatus.RUNNING, AgentState.running(AgentVersion.of("2.7.0")));
        servers.add("silent", UniAgentStatus.SILENT, new AgentState(AgentStatus.FAULT, null));
        ProjectId project = ProjectId.of(PROJECT);
        tokens.add(TOKEN, ProjectCaller.of("tester", project), null);
        Grant listOnly = new Grant(Set.of(Action.LIST_INVOCATIONS), null);
        tokens.add(LIST_ONLY_TOKEN, new ProjectCaller("lister", Map.of(project, listOnly)), null);
        maintenance = AgentMaintenance.builder()
                .repository(repository)
                .directory(servers)
                .catalog(any -> AgentVersions.of(List.of(
                        new OfferedVersion(AgentVersion.of("2.7.0"), VersionType.BASIC_VERSION),
                        new OfferedVersion(AgentVersion.of("2.8.0"), VersionType.BASIC_VERSION))))
                .executor(executor)
                .ids(this::nextIds)
                .clock(clock)
                .validator(VALIDATOR)
                .build();
    }

    /** The function as it is by default, but with predictable request ids. */
    AgentMaintenanceApi api() {
        return builder().build();
    }

    AgentMaintenanceApi.Builder builder() {
        return AgentMaintenanceApi.builder(maintenance, new TokenAuthentication(tokens))
                .clock(clock)
                .requestIds(() -> "request-1");
    }

    /** Reports that all accepted work succeeded. */
    void succeed() {
        executor.started.forEach(task -> {
            maintenance.reports().report(ExecutionReport.started(task, WORKER));
            maintenance.reports().report(ExecutionReport.succeeded(task));
        });
        executor.started.clear();
    }

    private List<InvocationId> nextIds(int count) {
        List<InvocationId> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(InvocationId.of("task-" + ++ids));
        }
        return next;
    }

    /** The servers of the project. */
    static final class Servers implements InstanceDirectory {
        private final Map<InstanceId, Instance> known = new HashMap<>();
        private boolean down;

        void add(String id, UniAgentStatus uniAgent, AgentState agent) {
            InstanceProfile profile = new InstanceProfile(
                    InstanceId.of(id), "name of " + id, InstanceType.BMS, List.of("10.0.0.1", "10.0.0.2"), List.of());
            add(new Instance(profile, uniAgent, agent));
        }

        void add(Instance instance) {
            known.put(instance.id(), instance);
        }

        void goDown() {
            down = true;
        }

        @Override
        public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
            if (down) {
                throw new PortException("the directory is down", null);
            }
            Map<InstanceId, Instance> found = new HashMap<>(known);
            found.keySet().retainAll(instances);
            return found;
        }
    }

    /** Accepts all work and does nothing. */
    static final class Executor implements AgentExecutor {
        final List<Invocation> started = new ArrayList<>();

        @Override
        public Set<InvocationId> start(List<Invocation> invocations) {
            started.addAll(invocations);
            return Set.of();
        }

        @Override
        public Set<InvocationId> resume(List<Invocation> invocations) {
            return Set.of();
        }

        @Override
        public void cancel(List<Invocation> invocations) {}
    }
}
