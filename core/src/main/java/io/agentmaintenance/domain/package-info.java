/**
 * The domain: what may be done to the agent on a server, when, and what the caller is told when it may not be done.
 *
 * <p>Pure and immutable: values, rules and the life of an invocation, without clocks, threads, ids or frameworks. It
 * depends on the JDK, vavr and jspecify only. Start at {@link io.agentmaintenance.domain.InvocationRequest} for what can be
 * asked, at {@link io.agentmaintenance.domain.Eligibility} for the rules in force, and at
 * {@link io.agentmaintenance.domain.Invocation} for the life of a task.
 */
@NullMarked
package io.agentmaintenance.domain;

import org.jspecify.annotations.NullMarked;
