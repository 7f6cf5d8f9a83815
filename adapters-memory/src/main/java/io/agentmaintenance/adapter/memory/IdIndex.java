package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InvocationId;

/** Finds the row of an invocation. */
final class IdIndex extends RowIndex<InvocationId> {
    private final Rows rows;

    IdIndex(Rows rows) {
        this.rows = rows;
    }

    @Override
    int hash(InvocationId id) {
        return PackedIds.hash(id);
    }

    @Override
    int hashOf(int row) {
        return rows.of(row).idHash(row);
    }

    @Override
    boolean matches(int row, InvocationId id) {
        return rows.of(row).has(row, id);
    }
}
