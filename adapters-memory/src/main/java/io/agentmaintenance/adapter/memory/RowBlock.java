package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Some rows, column by column: what tasks differ in as numbers, what they have in common as references. A task that is active
 * is kept as it is, and packed into its row when it has finished. Guarded by the lock of its project; what leaves that lock
 * is an immutable {@link Invocation}.
 */
final class RowBlock {
    /** The block of a row is its number without these lowest bits, which are its place there. */
    static final int SHIFT = 8;

    private static final int SIZE = 1 << SHIFT;
    private static final int MASK = SIZE - 1;
    private static final long NEVER = Long.MIN_VALUE;

    private final PackedIds ids = new PackedIds(SIZE);
    private final int[] instanceHash = new int[SIZE];

    private final long[] place = new long[SIZE];
    private final int[] older = new int[SIZE];
    private final int[] newer = new int[SIZE];
    private final int[] next = new int[SIZE];

    private final @Nullable ActiveTask[] active = new @Nullable ActiveTask[SIZE];

    // Of finished tasks only.
    private final PackedServers servers = new PackedServers(SIZE);
    private final FactsTable shared;
    private final int[] facts = new int[SIZE];
    private final long[] createdAt = new long[SIZE];
    private final long[] startedAt = new long[SIZE];
    private final long[] endedAt = new long[SIZE];
    private final long[] updatedAt = new long[SIZE];
    private final int[] revision = new int[SIZE];

    private int taken;

    RowBlock(FactsTable shared) {
        this.shared = shared;
    }

    void take() {
        taken++;
    }

    /** Forgets a row; true if it was the last one. */
    boolean release(int row) {
        int at = row & MASK;
        active[at] = null;
        servers.clear(at);
        releaseFacts(at);
        ids.clear(at);
        return --taken == 0;
    }

    /** Writes by what a task is found, and that it has no neighbours yet. */
    void begin(int row, InvocationId id, InstanceId instance, long placeInLog) {
        int at = row & MASK;
        ids.set(at, id);
        instanceHash[at] = instance.hashCode();
        place[at] = placeInLog;
        older[at] = Rows.NONE;
        newer[at] = Rows.NONE;
        facts[at] = FactsTable.NONE;
    }

    /** Takes over everything of a finished task. */
    void pack(int row, Invocation task) {
        int at = row & MASK;
        Progress progress = task.progress();
        servers.set(at, task.instance());
        releaseFacts(at);
        facts[at] = shared.take(task);
        createdAt[at] = task.createdAt().toEpochMilli();
        startedAt[at] = millis(progress.startedAt());
        endedAt[at] = millis(progress.endedAt());
        updatedAt[at] = progress.updatedAt().toEpochMilli();
        revision[at] = task.revision();
    }

    Invocation read(int row, ProjectId project) {
        int at = row & MASK;
        ActiveTask task = active[at];
        if (task != null) {
            return task.invocation();
        }
        Facts known = facts(at);
        return new Invocation(
                ids.get(at),
                project,
                servers.get(at),
                known.type(),
                known.operation(),
                known.lineage(),
                known.origin(),
                known.versions(),
                Instant.ofEpochMilli(createdAt[at]),
                new Progress(
                        known.status(),
                        instant(startedAt[at]),
                        instant(endedAt[at]),
                        Instant.ofEpochMilli(updatedAt[at]),
                        known.message(),
                        known.late()),
                revision[at]);
    }

    boolean has(int row, InvocationId id) {
        return ids.is(row & MASK, id);
    }

    int idHash(int row) {
        return ids.hash(row & MASK);
    }

    boolean isOn(int row, InstanceId instance) {
        int at = row & MASK;
        ActiveTask task = active[at];
        return task == null
                ? servers.is(at, instance)
                : task.invocation().instanceId().equals(instance);
    }

    int instanceHash(int row) {
        return instanceHash[row & MASK];
    }

    InvocationStatus status(int row) {
        ActiveTask task = active[row & MASK];
        return task == null ? facts(row & MASK).status() : task.invocation().status();
    }

    int revision(int row) {
        ActiveTask task = active[row & MASK];
        return task == null ? revision[row & MASK] : task.invocation().revision();
    }

    int kind(int row) {
        int at = row & MASK;
        ActiveTask task = active[at];
        return task == null ? Kind.of(facts(at).type(), servers.typeOf(at)) : Kind.of(task.invocation());
    }

    /** {@return the task while it is active, then null} */
    @Nullable ActiveTask active(int row) {
        return active[row & MASK];
    }

    void setActive(int row, @Nullable ActiveTask task) {
        active[row & MASK] = task;
    }

    /** {@return its place in the log: the order in which tasks were stored} */
    long place(int row) {
        return place[row & MASK];
    }

    /** {@return the next older task of the same instance} */
    int older(int row) {
        return older[row & MASK];
    }

    void setOlder(int row, int value) {
        older[row & MASK] = value;
    }

    /** {@return the next newer task of the same instance} */
    int newer(int row) {
        return newer[row & MASK];
    }

    void setNewer(int row, int value) {
        newer[row & MASK] = value;
    }

    /** {@return the task that finished next after this one} */
    int next(int row) {
        return next[row & MASK];
    }

    void setNext(int row, int value) {
        next[row & MASK] = value;
    }

    private Facts facts(int at) {
        return shared.of(facts[at]);
    }

    private void releaseFacts(int at) {
        if (facts[at] != FactsTable.NONE) {
            shared.release(facts[at]);
            facts[at] = FactsTable.NONE;
        }
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? NEVER : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }
}
