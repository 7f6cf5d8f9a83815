package io.agentmaintenance.adapter.memory;

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
}
