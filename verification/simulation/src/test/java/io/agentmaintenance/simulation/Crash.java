package io.agentmaintenance.simulation;

/** The crash of a process. The core catches it like every error of a port, but whatever it calls next throws it again. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    private final transient Node node;

    Crash(Node node) {
        super("process " + node + " crashed", null, false, false);
        this.node = node;
    }

    Node node() {
        return node;
    }
}
