package io.agentmaintenance.simulation;

/** The death of a process. An error, because no code of a dying process may catch it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    private final transient Node node;

    Crash(Node node) {
        super("process " + node + " died", null, false, false);
        this.node = node;
    }

    Node node() {
        return node;
    }
}
