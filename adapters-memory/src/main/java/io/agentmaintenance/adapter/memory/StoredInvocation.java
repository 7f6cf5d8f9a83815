package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import org.jspecify.annotations.Nullable;

/** An invocation in the store, with its place among the others. Guarded by the lock of its project. */
final class StoredInvocation {
    /** Its place in the order of storing: greater than that of every invocation stored before. */
    final long sequence;

    /** Its last stored revision. */
    Invocation invocation;

    /** The chunk of the log that it is in. */
    @Nullable LogChunk chunk;

    /** Its neighbours in the chain of its instance, see {@link InstanceChains}. */
    @Nullable StoredInvocation older;

    @Nullable StoredInvocation newer;

    StoredInvocation(long sequence, Invocation invocation) {
        this.sequence = sequence;
        this.invocation = invocation;
    }
}
