package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/** Finds the row of an invocation. */
final class IdIndex extends RowIndex<PackedId> {
    @Override
    int hash(PackedId id) {
        return id.hash();
    }

    @Override
    int hashOf(Row row) {
        return PackedId.hash(row.high, row.low, row.text);
    }

    @Override
    boolean matches(Row row, PackedId id) {
        return row.has(id);
    }

    @Override
    @Nullable Row next(Row row) {
        return row.nextOfId;
    }

    @Override
    void setNext(Row row, @Nullable Row next) {
        row.nextOfId = next;
    }
}
