package io.agentmaintenance.adapter.memory;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a project as numbered rows. The numbers of rows that were given back are used again, and blocks without rows
 * are dropped. Rows are no objects, because a million of those are what the collector would copy and look through while a
 * fleet is maintained: {@code rollout} of the load run shows it. Guarded by the lock of its project.
 */
final class Rows {
    /** The number of no row. */
    static final int NONE = -1;

    private final FactsTable facts = new FactsTable();
    private @Nullable RowBlock[] blocks = new @Nullable RowBlock[1];
    private final RowList free = new RowList(0);
    private int end;

    /** {@return the number of a row that nothing is known of} */
    int take() {
        int row = free.isEmpty() ? end++ : free.removeLast();
        int index = row >>> RowBlock.SHIFT;
        if (index == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * index);
        }
        RowBlock block = blocks[index];
        if (block == null) {
            block = new RowBlock(facts);
            blocks[index] = block;
        }
        block.take();
        return row;
    }

    /** Gives a row back. */
    void release(int row) {
        if (of(row).release(row)) {
            blocks[row >>> RowBlock.SHIFT] = null;
        }
        free.add(row);
    }

    /** {@return the block that has a row} */
    RowBlock of(int row) {
        return Objects.requireNonNull(blocks[row >>> RowBlock.SHIFT]);
    }
}
