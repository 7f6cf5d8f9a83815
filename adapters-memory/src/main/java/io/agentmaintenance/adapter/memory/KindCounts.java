package io.agentmaintenance.adapter.memory;

/** How many rows there are of each kind, see {@link Kind}. Guarded by the lock of its project. */
final class KindCounts {
    private static final int ALL = (1 << Kind.KINDS) - 1;

    private final int[] counts = new int[Kind.KINDS];
    private int all;

    void add(int kind) {
        counts[kind]++;
        all++;
    }

    void remove(int kind) {
        counts[kind]--;
        all--;
    }

    boolean isEmpty() {
        return all == 0;
    }

    /** {@return how many rows there are of the kinds of a mask} */
    int of(int kinds) {
        // The most frequent question need not add anything up.
        if (kinds == ALL) {
            return all;
        }
        int sum = 0;
        for (int rest = kinds; rest != 0; rest &= rest - 1) {
            sum += counts[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }
}
