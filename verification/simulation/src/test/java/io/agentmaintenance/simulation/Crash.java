package io.agentmaintenance.simulation;

/** The crash of a process. It is an error because the core must not catch it. */
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
