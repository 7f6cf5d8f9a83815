/**
 * The inbound ports: what a host, an HTTP adapter or a scheduler asks of the core, one interface per conversation.
 *
 * <p>Where input is raw, a flat command record carries it together with the constraints on its shape; it is answered with
 * an {@link io.agentmaintenance.application.port.in.Answer}, which either gives or rejects. Where a caller has the types of
 * the domain, it uses the method that takes them: what can be written down there is well-formed. All ports are
 * thread-safe.
 */
@NullMarked
package io.agentmaintenance.application.port.in;

import org.jspecify.annotations.NullMarked;
