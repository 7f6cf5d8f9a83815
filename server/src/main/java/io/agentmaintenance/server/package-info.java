/**
 * The runnable server: the composition root, which wires all modules together. Start at
 * {@code Service} for the wiring, and at {@code HandlerChain} for the way of a request. Not a library: to embed Agent
 * Maintenance, start at {@code io.agentmaintenance.AgentMaintenance}.
 */
@NullMarked
package io.agentmaintenance.server;

import org.jspecify.annotations.NullMarked;
