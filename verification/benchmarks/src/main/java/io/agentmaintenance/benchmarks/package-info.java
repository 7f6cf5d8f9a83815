/**
 * Benchmarks of the core, the memory store and the HTTP function, each beside a floor: what one would write by hand for this
 * one purpose, doing the same checks on the same data. Start at {@link io.agentmaintenance.benchmarks.Benchmarks}. A method
 * {@code x} is compared with the method {@code xFloor} of its class; a test holds that both give the same answer. May depend
 * on everything; nothing depends on it.
 */
@NullMarked
package io.agentmaintenance.benchmarks;

import org.jspecify.annotations.NullMarked;
