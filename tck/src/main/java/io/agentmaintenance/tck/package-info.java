/**
 * The contracts of the outbound ports, as tests. Start with the contract of the port that you implement, for example
 * {@link io.agentmaintenance.tck.InvocationRepositoryContract}: inherit it in a test class, and say how your adapter is
 * made. {@link io.agentmaintenance.tck.AdapterArchitecture} checks what an adapter may see and show.
 *
 * <p>The words of the ports are the law, and each test holds one sentence of them. Fixtures ({@link
 * io.agentmaintenance.tck.Invocations}, {@link io.agentmaintenance.tck.Instances}), a clock to move by hand and assertions
 * are public, for the tests that an adapter has besides. Nothing here sleeps or looks at the real time. For test code only:
 * no product may depend on this package. It depends on core alone.
 */
@NullMarked
package io.agentmaintenance.tck;

import org.jspecify.annotations.NullMarked;
