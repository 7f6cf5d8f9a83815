package io.agentmaintenance.adapter.memory;

/** Numbers of rows, for {@link ChangedStates}. */
final class Rows {
    /** The number of no row. */
    static final int NONE = -1;

    private Rows() {}
}
