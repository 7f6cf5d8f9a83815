package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Invocations for tests: as they are accepted, and the changes that lead them to any state. */
public final class Invocations {
    /** The default project. */
    public static final ProjectId PROJECT = ProjectId.of("0123456789abcdef0123456789abcdef");

    /** Another project. */
    public static final ProjectId OTHER_PROJECT = ProjectId.of("fedcba9876543210fedcba9876543210");

    /** The default time of acceptance. */
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123Z");

    /** The default target version. */
    public static final AgentVersion TARGET = AgentVersion.of("2.7.2.1");

    /** Who asks for the invocations. */
    public static final Actor CALLER = Actor.caller("operator");

    /** The worker that begins the invocations. */
    public static final Worker WORKER = new Worker("node-1.4f2a", 7);

    private Invocations() {}

    /**
     * {@return a builder of an INSTALL}
     *
     * @param id the id of the invocation
     * @param instance the id of its instance
     */
    public static InvocationBuilder invocation(String id, String instance) {
        return new InvocationBuilder(InvocationId.of(id), InstanceId.of(instance));
    }

    /**
     * {@return an INSTALL, as it is accepted}
     *
     * @param id the id of the invocation
     * @param instance the id of its instance
     */
    public static Invocation install(String id, String instance) {
        return invocation(id, instance).build();
    }

    /**
     * {@return an UPDATE from 2.4.1 to {@link #TARGET}, as it is accepted}
     *
     * @param id the id of the invocation
     * @param instance the id of its instance
     */
    public static Invocation update(String id, String instance) {
        return invocation(id, instance)
                .type(InvocationType.UPDATE, Operation.UPDATE)
                .versions("2.4.1", TARGET.value())
                .build();
    }

    /**
     * {@return the RETRY of an invocation, accepted a minute after that one last changed}
     *
     * @param id the id of the retry
     * @param earlier the invocation to repeat
     */
    public static Invocation retry(String id, Invocation earlier) {
        return new InvocationBuilder(InvocationId.of(id), earlier.instanceId())
                .project(earlier.project())
                .instance(earlier.instance())
                .ordinal(earlier.ordinal() + 1)
                .type(InvocationType.RETRY, earlier.operation())
                .lineage(Lineage.repeating(earlier))
                .createdAt(earlier.progress().updatedAt().plusSeconds(60))
                .build();
    }

    /**
     * {@return the ROLLBACK of an update to the version before it, accepted a minute after the update last changed}
     *
     * @param id the id of the rollback
     * @param update the update to undo
     */
    public static Invocation rollback(String id, Invocation update) {
        return new InvocationBuilder(InvocationId.of(id), update.instanceId())
                .project(update.project())
                .instance(update.instance())
                .ordinal(update.ordinal() + 1)
                .type(InvocationType.ROLLBACK, Operation.ROLLBACK)
                .lineage(Lineage.undoing(update.id()))
                .versions(update.versions().target().value(), "2.4.1")
                .createdAt(update.progress().updatedAt().plusSeconds(60))
                .build();
    }

    /**
     * {@return INSTALLs, each on an instance of its own, as they are accepted}
     *
     * @param prefix the prefix of their ids and of the ids of their instances
     * @param count how many, 0 to 99,999
     */
    public static List<Invocation> installs(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format("%s-%05d", prefix, i))
                .map(id -> install(id, id.toLowerCase(Locale.ROOT)))
                .toList();
    }

    /**
     * {@return the changes that lead an accepted invocation to a state, each a second after the previous one; none for
     * PENDING}
     *
     * @param accepted the invocation, as it was accepted
     * @param to the state
     */
    public static List<InvocationChange> path(Invocation accepted, InvocationStatus to) {
        List<InvocationChange> path = new ArrayList<>();
        Invocation now = accepted;
        if (to == InvocationStatus.CANCELED) {
            path.add(now.cancel(later(now), "Canceled before it was picked up."));
        } else if (to != InvocationStatus.PENDING) {
            now = add(path, now.start(later(now), WORKER));
            switch (to) {
                case SUCCEEDED -> add(path, now.succeed(later(now)));
                case FAILED -> add(path, now.fail(later(now), "The disk is full.", null));
                case TIMEOUT -> add(path, now.timeOut(later(now)));
                case ROLLBACKED -> {
                    now = add(path, now.succeed(later(now)));
                    add(path, now.rolledBack(later(now), rollback("undone-by", now)));
                }
                case RUNNING, PENDING, CANCELED -> {
                    // The accepted invocation is PENDING.
                }
            }
        }
        return path;
    }

    /**
     * {@return the time one second after an invocation last changed}
     *
     * @param invocation the invocation
     */
    public static Instant later(Invocation invocation) {
        return invocation.progress().updatedAt().plusSeconds(1);
    }

    private static Invocation add(List<InvocationChange> path, InvocationChange change) {
        path.add(change);
        return change.after();
    }
}
