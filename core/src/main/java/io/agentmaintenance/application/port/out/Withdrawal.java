package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import java.time.Instant;

/**
 * An insertion to take back.
 *
 * @param invocation the invocation as it was inserted, of revision 1
 * @param at when
 */
public record Withdrawal(Invocation invocation, Instant at) {}
