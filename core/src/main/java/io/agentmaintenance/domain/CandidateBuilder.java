package io.agentmaintenance.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a {@link Candidate} for the test of a rule, in one line and without a server:
 *
 * <pre>{@code
 * Candidate candidate = CandidateBuilder.update().on("web-01").at(Instant.parse("2026-11-27T10:00:00Z")).build();
 * }</pre>
 *
 * <p>Each start is an item that the standard rules accept, so a test states only what matters to its rule. Unless a test says
 * otherwise, the instance is {@code server-1} with a running UniAgent and no earlier invocation; 2.4.1 and 2.7.1 are offered
 * as basic versions and 3.0.1 as an advance version; the time is Monday, 2026-11-23, 12:00 UTC. The target version is found
 * as for a real request.
 * For tests; not thread-safe.
 */
public final class CandidateBuilder {
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final AgentVersions STANDARD_VERSIONS = AgentVersions.of(List.of(
            new OfferedVersion(AgentVersion.of("2.4.1"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("2.7.1"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("3.0.1"), VersionType.ADVANCE_VERSION)));

    private final InvocationType type;
    private @Nullable Operation operation;
    private VersionWish wish = VersionWish.any();
    private @Nullable InstanceProfile profile = InstanceProfile.ecs(InstanceId.of("server-1"));
    private UniAgentStatus uniAgent = UniAgentStatus.RUNNING;
    private AgentState agent = AgentState.notInstalled();
    private @Nullable Invocation latest;
    private @Nullable Invocation lastChange;
    private @Nullable Invocation earlier;
    private @Nullable Invocation undone;
    private AgentVersions versions = STANDARD_VERSIONS;
    private Instant now = MONDAY_NOON;
    private boolean repeated;

    private CandidateBuilder(InvocationType type, @Nullable Operation operation) {
        this.type = type;
        this.operation = operation;
    }

    /**
     * {@return an INSTALL on an instance without an agent}
     */
    public static CandidateBuilder install() {
        return new CandidateBuilder(InvocationType.INSTALL, Operation.INSTALL);
    }

    /**
     * {@return an UPDATE of an agent that runs on 2.4.1}
     */
    public static CandidateBuilder update() {
        return new CandidateBuilder(InvocationType.UPDATE, Operation.UPDATE)
                .agent(AgentState.running(AgentVersion.of("2.4.1")));
    }

    /**
     * {@return the ROLLBACK of {@code update-1}, which brought the agent from 2.4.1 to 2.7.1 an hour ago}
     */
    public static CandidateBuilder rollback() {
        Invocation update = update().at(MONDAY_NOON.minusSeconds(3600)).accepted("update-1");
        Instant end = update.createdAt().plusSeconds(60);
        return rollbackOf(update.start(end).after().succeed(end).after());
    }

    /**
     * {@return the ROLLBACK of an invocation; the agent runs on the version that the invocation installed}
     *
     * @param update the invocation to undo
     */
    public static CandidateBuilder rollbackOf(Invocation update) {
        CandidateBuilder builder = new CandidateBuilder(InvocationType.ROLLBACK, Operation.ROLLBACK);
        builder.undone = update;
        return builder.naming(update).agent(AgentState.running(update.versions().target()));
    }

    /**
     * {@return the RETRY of {@code install-1}, an INSTALL that failed an hour ago}
     */
    public static CandidateBuilder retry() {
        Invocation install = install().at(MONDAY_NOON.minusSeconds(3600)).accepted("install-1");
        Instant end = install.createdAt().plusSeconds(60);
        return retryOf(
                install.start(end).after().fail(end, "The disk is full.", null).after());
    }

    /**
     * {@return the RETRY of an INSTALL or UPDATE; the agent is as it was before it}
     *
     * @param failed the invocation to repeat
     */
    public static CandidateBuilder retryOf(Invocation failed) {
        CandidateBuilder builder = new CandidateBuilder(InvocationType.RETRY, failed.operation());
        AgentVersion previous = failed.versions().previous();
        AgentState before = previous == null ? AgentState.notInstalled() : AgentState.running(previous);
        builder.wish = VersionWish.exactly(failed.versions().target());
        return builder.naming(failed).agent(before);
    }

    /**
     * {@return this builder, with the instance set}
     *
     * @param id its id
     */
    public CandidateBuilder on(String id) {
        return on(InstanceProfile.ecs(InstanceId.of(id)));
    }

    /**
     * {@return this builder, with the instance set}
     *
     * @param instance its profile
     */
    public CandidateBuilder on(InstanceProfile instance) {
        profile = instance;
        return this;
    }

    /**
     * {@return this builder, with the state of the UniAgent set}
     *
     * @param status the state
     */
    public CandidateBuilder uniAgent(UniAgentStatus status) {
        uniAgent = status;
        return this;
    }

    /**
     * {@return this builder, with the state of the agent set}
     *
     * @param state the state
     */
    public CandidateBuilder agent(AgentState state) {
        agent = state;
        return this;
    }

    /**
     * {@return this builder, with the newest invocation of the instance, whatever its state set}
     *
     * @param invocation the invocation, or null for none
     */
    public CandidateBuilder latest(@Nullable Invocation invocation) {
        latest = invocation;
        return this;
    }

    /**
     * {@return this builder, with the newest invocation of the instance that SUCCEEDED set}
     *
     * @param invocation the invocation, or null for none
     */
    public CandidateBuilder lastChange(@Nullable Invocation invocation) {
        lastChange = invocation;
        return this;
    }

    /**
     * {@return this builder, with the version or type that an INSTALL or UPDATE asks for set}
     *
     * @param version the version or type
     */
    public CandidateBuilder wish(VersionWish version) {
        wish = version;
        return this;
    }

    /**
     * {@return this builder, with the versions that are offered set}
     *
     * @param offered the version catalogue
     */
    public CandidateBuilder offering(AgentVersions offered) {
        versions = offered;
        return this;
    }

    /**
     * {@return this builder, with the time of the decision set}
     *
     * @param time the time
     */
    public CandidateBuilder at(Instant time) {
        now = time;
        return this;
    }

    /** {@return the candidate} */
    public Candidate build() {
        return new Candidate(
                type,
                operation,
                wish,
                profile == null ? null : new Instance(profile, uniAgent, agent),
                new InstanceHistory(latest, lastChange),
                earlier,
                undone,
                versions,
                TimeLimits.standard(),
                now,
                repeated);
    }

    /**
     * {@return the PENDING invocation of this candidate, to be the earlier one of another candidate; {@code start(time).after()}
     * and other steps change its state}
     *
     * @param id its id
     */
    public Invocation accepted(String id) {
        return build().accept(InvocationId.of(id), ProjectId.of("project1"), null, Actor.unknownCaller());
    }

    CandidateBuilder undoing(@Nullable Invocation update) {
        undone = update;
        return this;
    }

    CandidateBuilder instanceUnknown() {
        profile = null;
        return this;
    }

    CandidateBuilder invocationUnknown() {
        earlier = null;
        undone = null;
        latest = null;
        wish = VersionWish.any();
        operation = type == InvocationType.RETRY ? null : operation;
        return this;
    }

    CandidateBuilder namedBefore() {
        repeated = true;
        return this;
    }

    private CandidateBuilder naming(Invocation invocation) {
        earlier = invocation;
        latest = invocation;
        profile = invocation.instance();
        return this;
    }
}
