package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * A new invocation to store, with what must still hold at that moment.
 *
 * @param invocation the invocation, of revision 1; its ordinal is one more than that of {@code latest}, or 1
 * @param latest the newest invocation of the same instance as it was read, or null if there was none: it must still be
 *     the newest, of the same revision, and must not be active
 * @param link the link of the earlier invocation that this one repeats, to be stored in the same step, or null
 */
public record Insertion(
        Invocation invocation,
        @Nullable Invocation latest,
        @Nullable RetryLink link) {}
