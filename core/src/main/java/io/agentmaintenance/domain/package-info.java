/**
 * The domain: what may be done to the agent on an instance, when, and what the caller gets if it is refused.
 *
 * <p>Pure and immutable: values, rules and the life of an invocation, without clocks, threads or frameworks. It depends on the
 * JDK, vavr and jspecify only. Start at {@link io.agentmaintenance.domain.InvocationRequest} for what can be requested, at
 * {@link io.agentmaintenance.domain.Eligibility} for the rules in force, and at {@link io.agentmaintenance.domain.Invocation}
 * for the life of an invocation.
 *
 * <p>Code and documentation of code say <em>invocation</em> and <em>instance</em>, as the API does. Texts for people, such as
 * the messages of refusals, say <em>task</em> and <em>server</em> for the same things.
 */
@NullMarked
package io.agentmaintenance.domain;

import org.jspecify.annotations.NullMarked;
