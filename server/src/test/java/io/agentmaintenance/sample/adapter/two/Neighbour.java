package io.agentmaintenance.sample.adapter.two;

import io.agentmaintenance.sample.adapter.one.Careless;

/** Closes a cycle. */
public final class Neighbour {
    Careless careless;
}
