/**
 * Benchmarks of the core, the memory store and the HTTP function. Each is compared with a floor: hand-written code for this one
 * purpose, with the same checks on the same data. Start at {@link io.agentmaintenance.benchmarks.Benchmarks}. A method {@code x}
 * is compared with the method {@code xFloor} of its class; a test checks that both give the same answer. May depend on all
 * modules; no module depends on it.
 */
@NullMarked
package io.agentmaintenance.benchmarks;

import org.jspecify.annotations.NullMarked;
