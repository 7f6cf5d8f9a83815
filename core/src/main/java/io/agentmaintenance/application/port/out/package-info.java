/**
 * The outbound ports: what the core needs from its host. A host implements these interfaces, or takes ours from an
 * adapter module.
 *
 * <p>All are called from any number of threads at once. All are batch-shaped: a request for a hundred servers makes a
 * constant number of calls on each, so that an adapter over a database makes a constant number of round trips. The exception is
 * {@link io.agentmaintenance.application.port.out.AgentTransport}, which reaches one server per call; the core does not call it,
 * an {@link io.agentmaintenance.application.port.out.AgentExecutor} does. A port that fails throws
 * {@link io.agentmaintenance.application.port.out.PortException}; where items are concerned, the core turns it into their outcome.
 * Whatever else a port throws, errors included, and every result that breaks the contract of a port, counts as such a failure. These
 * types depend on the domain only.
 */
@NullMarked
package io.agentmaintenance.application.port.out;

import org.jspecify.annotations.NullMarked;
