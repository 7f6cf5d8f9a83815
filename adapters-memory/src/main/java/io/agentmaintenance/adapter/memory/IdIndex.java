package io.agentmaintenance.adapter.memory;

/** Finds the row of an invocation. */
final class IdIndex extends RowIndex<PackedId> {
    private final Rows rows;

    IdIndex(Rows rows) {
        this.rows = rows;
    }

    @Override
    int hash(PackedId id) {
        return id.hash();
    }

    @Override
    int hashOf(int row) {
        return rows.of(row).idHash(row);
    }

    @Override
    boolean matches(int row, PackedId id) {
        return rows.of(row).has(row, id);
    }
}
