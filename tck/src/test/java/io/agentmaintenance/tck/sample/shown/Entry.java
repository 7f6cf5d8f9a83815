package io.agentmaintenance.tck.sample.shown;

/** The entry class. */
public final class Entry {
    Inside inside() {
        return new Inside();
    }
}
