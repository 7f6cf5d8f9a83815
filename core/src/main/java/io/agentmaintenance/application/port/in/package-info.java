/**
 * The inbound ports: what a host, a driving adapter or a scheduler asks of the core, one interface per conversation.
 *
 * <p>Two kinds of input: a caller with domain values uses the method that takes them; they are well-formed by construction.
 * A caller with raw texts fills a flat command record, which carries the constraints on them, and gets an
 * {@link io.agentmaintenance.application.port.in.Answer}: the result, or every violation with the path of its property. An
 * adapter translates paths to the names that its own callers know. All ports are thread-safe.
 */
@NullMarked
package io.agentmaintenance.application.port.in;

import org.jspecify.annotations.NullMarked;
