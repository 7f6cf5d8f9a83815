package io.agentmaintenance.sample.adapter.one;

import io.agentmaintenance.sample.adapter.two.Neighbour;
import io.agentmaintenance.sample.application.service.Inner;
import io.agentmaintenance.sample.emulator.Composed;
import io.agentmaintenance.sample.server.Root;
import org.eclipse.jetty.util.Callback;

/** Breaks every rule on adapters at once. */
public final class Careless {
    final Neighbour neighbour = new Neighbour();
    final Inner inner = new Inner();
    final Composed composed = new Composed();
    final Root root = new Root();
    final Callback engine = Callback.NOOP;
}
