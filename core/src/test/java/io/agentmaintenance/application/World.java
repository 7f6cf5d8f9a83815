package io.agentmaintenance.application;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The world around the core, in plain maps, to be broken at will. */
final class World {
    static final ProjectId PROJECT = ProjectId.of("p");
    static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    final PlainRepository repository = new PlainRepository();
    final Map<InstanceId, Instance> servers = new HashMap<>();
    final List<OfferedVersion> versions = new ArrayList<>();
    final List<String> news = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Set<InvocationId> started = new HashSet<>();
    final List<InvocationId> canceled = new ArrayList<>();
    final Set<InstanceId> declined = new HashSet<>();
    Runnable onStart = () -> {};
    RuntimeException directoryFailure;
    RuntimeException catalogFailure;
    RuntimeException executorFailure;
    Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private int ids;

    final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(repository)
            .directory((project, wanted) -> {
                calls.add("directory");
                fail(directoryFailure);
                Map<InstanceId, Instance> found = new HashMap<>(servers);
                found.keySet().retainAll(wanted);
                return project.equals(PROJECT) ? found : Map.of();
            })
            .catalog(project -> {
                calls.add("catalog");
                fail(catalogFailure);
                return AgentVersions.of(versions);
            })
            .executor(new Executor())
            .ids(count -> {
                calls.add("ids");
                List<InvocationId> next = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    next.add(InvocationId.of("t" + ++ids));
                }
                return next;
            })
            .listener(new InvocationListener() {
                @Override
                public void accepted(Invocation invocation) {
                    throw new IllegalStateException("a listener that throws harms nobody");
                }

                @Override
                public void changed(InvocationChange change) {
                    throw new IllegalStateException("a listener that throws harms nobody");
                }
            })
            .listener(new News())
            .validator(VALIDATOR)
            .clock(new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            })
            .build();

    World() {
        offer("1.0", "2.0");
        Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
    }

    World offer(String... basic) {
        for (String version : basic) {
            versions.add(new OfferedVersion(AgentVersion.of(version), VersionType.BASIC_VERSION));
        }
        return this;
    }

    /** Puts servers there, on a version or without the agent. */
    World servers(String version, String... names) {
        for (String name : names) {
            InstanceId id = InstanceId.of(name);
            AgentState agent =
                    version == null ? AgentState.notInstalled() : AgentState.running(AgentVersion.of(version));
            servers.put(id, new Instance(InstanceProfile.ecs(id), UniAgentStatus.RUNNING, agent));
        }
        return this;
    }

    Invocation install(String server) {
        return only(InvocationRequest.install(PROJECT, List.of(InstanceId.of(server))));
    }

    Invocation update(String server) {
        return only(InvocationRequest.update(PROJECT, List.of(InstanceId.of(server))));
    }

    Invocation rollback(Invocation update) {
        return only(InvocationRequest.rollback(PROJECT, List.of(update.id())));
    }

    Invocation retry(Invocation earlier) {
        return only(InvocationRequest.retry(PROJECT, List.of(earlier.id())));
    }

    RefusalReason refusal(InvocationRequest request) {
        return maintenance.requests().create(request).refused().get(0).refusal().reason();
    }

    private Invocation only(InvocationRequest request) {
        pass(Duration.ofSeconds(1));
        return maintenance.requests().create(request).accepted().get(0);
    }

    /** Lets work begin and end well: the agent is on the target, and the success is told. */
    Invocation succeed(Invocation task) {
        servers(task.versions().target().value(), task.instanceId().value());
        maintenance.reports().report(ExecutionReport.succeeded(task));
        return now(task);
    }

    Invocation failWork(Invocation task) {
        maintenance.reports().report(ExecutionReport.failed(task, "broken"));
        return now(task);
    }

    Invocation timeOut(Invocation task) {
        maintenance.reports().report(ExecutionReport.started(task));
        pass(Duration.ofHours(1));
        maintenance.supervision().expireOverdue();
        return now(task);
    }

    Invocation now(Invocation task) {
        return maintenance.invocations().find(PROJECT, task.id()).orElseThrow();
    }

    InvocationStatus statusOf(Invocation task) {
        return now(task).status();
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    static void fail(RuntimeException failure) {
        if (failure != null) {
            throw failure;
        }
    }

    private final class Executor implements AgentExecutor {
        @Override
        public Set<InvocationId> start(List<Invocation> invocations) {
            calls.add("executor");
            onStart.run();
            fail(executorFailure);
            Set<InvocationId> not = new HashSet<>();
            for (Invocation invocation : invocations) {
                if (declined.contains(invocation.instanceId())) {
                    not.add(invocation.id());
                } else {
                    started.add(invocation.id());
                }
            }
            return not;
        }

        @Override
        public void cancel(List<Invocation> invocations) {
            invocations.forEach(invocation -> canceled.add(invocation.id()));
        }
    }

    private final class News implements InvocationListener {
        @Override
        public void accepted(Invocation invocation) {
            news.add(invocation.id() + " accepted");
        }

        @Override
        public void changed(InvocationChange change) {
            Invocation stored = now(change.after());
            if (stored.revision() < change.after().revision()) {
                throw new AssertionError("told before it was stored");
            }
            news.add(change.after().id() + " " + change.after().status());
        }

        @Override
        public void withdrawn(Invocation invocation) {
            news.add(invocation.id() + " withdrawn");
        }
    }
}
