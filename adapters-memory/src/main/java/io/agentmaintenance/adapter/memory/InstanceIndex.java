package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationStatus;
import org.jspecify.annotations.Nullable;

/** Finds the newest task of an instance, from which the older ones hang in a chain. */
final class InstanceIndex extends RowIndex<InstanceId> {
    /** Adds the newest task of its instance. */
    void append(Row row) {
        InstanceId instance = row.instance.id();
        Row latest = find(instance);
        row.older = latest;
        if (latest != null) {
            latest.newer = row;
        }
        put(instance, row);
    }

    /** Takes a task out of its chain, wherever it is there. */
    void unlink(Row row) {
        Row older = row.older;
        Row newer = row.newer;
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        } else if (older != null) {
            put(row.instance.id(), older);
        } else {
            remove(row.instance.id());
        }
        row.older = null;
        row.newer = null;
    }

    /** {@return the newest task that succeeded, from this one back, or null} */
    static @Nullable Row lastSuccess(@Nullable Row latest) {
        Row row = latest;
        while (row != null && row.status() != InvocationStatus.SUCCEEDED) {
            row = row.older;
        }
        return row;
    }

    @Override
    int hash(InstanceId instance) {
        int hash = instance.value().hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 16;
    }

    @Override
    int hashOf(Row row) {
        return hash(row.instance.id());
    }

    @Override
    boolean matches(Row row, InstanceId instance) {
        return row.instance.id().equals(instance);
    }
}
