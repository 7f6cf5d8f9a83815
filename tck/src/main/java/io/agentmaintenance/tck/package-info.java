/**
 * The contracts of the outbound ports, as tests. Start with the contract of the port that you implement, for example
 * {@link io.agentmaintenance.tck.InvocationRepositoryContract}: extend it in a test class, and implement how your adapter is
 * created. {@link io.agentmaintenance.tck.AdapterArchitecture} checks what an adapter depends on and what it makes public.
 *
 * <p>Each test checks one sentence of the javadoc of a port, and is called a law. Also public, for further tests of an adapter
 * or a host: values ({@link io.agentmaintenance.tck.Invocations}, {@link io.agentmaintenance.tck.Instances}), a repository
 * ({@link io.agentmaintenance.tck.PlainRepository}), a clock ({@link io.agentmaintenance.tck.SettableClock}) and assertions.
 * Nothing here sleeps or reads the real time. For test code only. This package depends on core alone.
 */
@NullMarked
package io.agentmaintenance.tck;

import org.jspecify.annotations.NullMarked;
