package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationStatus;
import org.jspecify.annotations.Nullable;

/** Finds the newest task of an instance, from which the older ones hang in a chain. */
final class InstanceIndex extends RowIndex<InstanceId> {
    /** Adds the newest task of its instance, given the one that was the newest before. */
    void append(Row row, @Nullable Row latest) {
        row.older = latest;
        if (latest == null) {
            add(row);
        } else {
            latest.newer = row;
            replace(latest, row);
        }
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
            replace(row, older);
        } else {
            remove(row);
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
        return mixed(instance.hashCode());
    }

    @Override
    int hashOf(Row row) {
        return mixed(row.instanceHash);
    }

    private static int mixed(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    @Override
    boolean matches(Row row, InstanceId instance) {
        return row.isOn(instance);
    }
}
