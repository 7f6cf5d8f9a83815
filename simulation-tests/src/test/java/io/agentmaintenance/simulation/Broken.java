package io.agentmaintenance.simulation;

/** A law that does not hold in some world. */
final class Broken extends AssertionError {
    private static final long serialVersionUID = 1L;

    final transient Law law;

    Broken(Law law, String what) {
        super(law + ": " + law.sentence + ", but " + what);
        this.law = law;
    }
}
