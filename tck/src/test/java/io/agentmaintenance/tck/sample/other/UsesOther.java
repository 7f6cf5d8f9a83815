package io.agentmaintenance.tck.sample.other;

import io.agentmaintenance.adapter.sample.OtherAdapter;

/** Sees what it must not see. */
public final class UsesOther {
    OtherAdapter seen() {
        return new OtherAdapter();
    }
}
