/**
 * The real core in a simulated world: a virtual clock, ports that fail, and processes that crash, all decided by one seed.
 * Start with {@link io.agentmaintenance.simulation.Simulation}; what must hold is in
 * {@link io.agentmaintenance.simulation.Invariant}.
 */
@NullMarked
package io.agentmaintenance.simulation;

import org.jspecify.annotations.NullMarked;
