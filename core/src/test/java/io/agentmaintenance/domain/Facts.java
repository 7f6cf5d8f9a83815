package io.agentmaintenance.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Facts to judge, written down as a domain expert would tell them. Everything is eligible until something is changed. */
final class Facts {
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final ProjectId PROJECT = ProjectId.of("p");
    static final InstanceId INSTANCE = InstanceId.of("i");
    static final AgentVersions VERSIONS = AgentVersions.of(List.of(
            new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("2.0.0"), VersionType.ADVANCE_VERSION),
            new OfferedVersion(AgentVersion.of("3.0"), VersionType.ADVANCE_VERSION)));

    private final InvocationType type;
    private Operation operation;
    private Instance instance;
    private Invocation latest;
    private Invocation lastChange;
    private Invocation earlier;
    private Invocation undone;
    private AgentVersion target;
    private boolean repeated;

    private Facts(InvocationType type, Operation operation, String agent, String target) {
        this.type = type;
        this.operation = operation;
        this.target = version(target);
        agent(agent);
    }

    static Facts install() {
        return new Facts(InvocationType.INSTALL, Operation.INSTALL, "none", "2.0");
    }

    static Facts update() {
        return new Facts(InvocationType.UPDATE, Operation.UPDATE, "running 1.0", "2.0");
    }

    /** The rollback of an update from 1.0 to 2.0 that succeeded a minute ago. */
    static Facts rollback() {
        Facts facts = new Facts(InvocationType.ROLLBACK, Operation.ROLLBACK, "running 2.0", "1.0");
        facts.undoing(task("u", Operation.UPDATE, "1.0", "2.0", InvocationStatus.SUCCEEDED));
        facts.earlier = facts.undone;
        return facts;
    }

    /** The retry of a task that came to this end a minute ago. */
    static Facts retry(Operation operation, InvocationStatus end) {
        Facts facts = new Facts(
                InvocationType.RETRY, operation, operation == Operation.INSTALL ? "none" : "running 1.0", "2.0");
        if (operation == Operation.ROLLBACK) {
            facts.agent("running 2.0");
            facts.target = version("1.0");
            facts.undoing(task("u", Operation.UPDATE, "1.0", "2.0", InvocationStatus.SUCCEEDED));
        }
        facts.earlier = task("t", operation, "1.0", facts.target.value(), end);
        facts.latest = facts.earlier;
        return facts;
    }

    /** A task of the instance, a minute old, that has come to this state. */
    static Invocation task(String id, Operation operation, String from, String to, InvocationStatus status) {
        return task(id, operation, from, to, status, NOW.minus(Duration.ofMinutes(1)));
    }

    static Invocation task(
            String id, Operation operation, String from, String to, InvocationStatus status, Instant at) {
        Progress progress = new Progress(status, null, status.isActive() ? null : at, at, "why", false);
        return new Invocation(
                InvocationId.of(id),
                PROJECT,
                InstanceProfile.ecs(INSTANCE),
                InvocationType.valueOf(operation.name()),
                operation,
                Lineage.none(),
                null,
                Versions.from(version(from), AgentVersion.of(to)),
                at,
                progress,
                1);
    }

    /** The agent as its status and version, such as {@code running 1.0}. */
    Facts agent(String words) {
        String[] parts = words.split(" ", -1);
        AgentStatus status = AgentStatus.valueOf(parts[0].toUpperCase(Locale.ROOT));
        AgentVersion version = parts.length > 1 ? AgentVersion.of(parts[1]) : null;
        instance = new Instance(
                InstanceProfile.ecs(INSTANCE),
                instance == null ? UniAgentStatus.RUNNING : instance.uniAgent(),
                new AgentState(status, version));
        return this;
    }

    Facts uniAgent(UniAgentStatus status) {
        instance = new Instance(instance.profile(), status, instance.agent());
        return this;
    }

    Facts unknownInstance() {
        instance = null;
        return this;
    }

    Facts unknownTask() {
        earlier = null;
        undone = null;
        operation = type == InvocationType.RETRY ? null : operation;
        return this;
    }

    Facts latest(Invocation task) {
        latest = task;
        return this;
    }

    Facts lastChange(Invocation task) {
        lastChange = task;
        return this;
    }

    Facts undoing(Invocation update) {
        undone = update;
        latest = update;
        if (type == InvocationType.ROLLBACK) {
            earlier = update;
        }
        lastChange = update.status() == InvocationStatus.SUCCEEDED ? update : null;
        return this;
    }

    Facts repeating(Invocation task) {
        earlier = task;
        return this;
    }

    Facts target(String version) {
        target = version(version);
        return this;
    }

    Facts repeated() {
        repeated = true;
        return this;
    }

    Candidate candidate() {
        return new Candidate(
                type,
                operation,
                instance,
                new InstanceHistory(latest, lastChange),
                earlier,
                undone,
                target,
                VERSIONS,
                TimeLimits.standard(),
                NOW,
                repeated);
    }

    private static AgentVersion version(String text) {
        return text == null ? null : AgentVersion.of(text);
    }
}
