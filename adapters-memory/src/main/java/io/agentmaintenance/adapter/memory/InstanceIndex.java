package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationStatus;

/** Finds the newest task of an instance, from which the older ones hang in a chain. */
final class InstanceIndex extends RowIndex<InstanceId> {
    private final Rows rows;

    InstanceIndex(Rows rows) {
        this.rows = rows;
    }

    /** Adds the newest task of its instance, given the one that was the newest before. */
    void append(int row, int latest) {
        if (latest == Rows.NONE) {
            add(row);
        } else {
            rows.of(row).setOlder(row, latest);
            rows.of(latest).setNewer(latest, row);
            replace(latest, row);
        }
    }

    /** Takes a task out of its chain, wherever it is there. */
    void unlink(int row) {
        int older = rows.of(row).older(row);
        int newer = rows.of(row).newer(row);
        if (older != Rows.NONE) {
            rows.of(older).setNewer(older, newer);
        }
        if (newer != Rows.NONE) {
            rows.of(newer).setOlder(newer, older);
        } else if (older != Rows.NONE) {
            replace(row, older);
        } else {
            remove(row);
        }
    }

    /** {@return the newest task that succeeded, from this one back, or {@link Rows#NONE}} */
    int lastSuccess(int latest) {
        int row = latest;
        while (row != Rows.NONE && rows.of(row).status(row) != InvocationStatus.SUCCEEDED) {
            row = rows.of(row).older(row);
        }
        return row;
    }

    @Override
    int hash(InstanceId instance) {
        return mixed(instance.hashCode());
    }

    @Override
    int hashOf(int row) {
        return mixed(rows.of(row).instanceHash(row));
    }

    @Override
    boolean matches(int row, InstanceId instance) {
        return rows.of(row).isOn(row, instance);
    }
}
