package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import org.jspecify.annotations.Nullable;

/**
 * An insertion to take back.
 *
 * @param invocation the invocation as it was inserted, of revision 1
 * @param unlink the change that takes back the link of its {@link Insertion}, to be stored in the same step, or null
 */
public record Withdrawal(Invocation invocation, @Nullable InvocationChange unlink) {}
