package io.agentmaintenance.domain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The outcome of one item of a request: accepted, with its new invocation, or refused, with the reason. */
public sealed interface ItemOutcome {
    /**
     * {@return the instance, or null if a refused ROLLBACK or RETRY names an invocation that is not known}
     */
    @Nullable InstanceId instanceId();

    /**
     * {@return the new invocation of an accepted item; the earlier one that a refused ROLLBACK or RETRY names; else null}
     */
    @Nullable InvocationId invocationId();

    /**
     * {@return the result of the function for this outcome}
     *
     * @param <T> the type of the result
     * @param accepted applied to an accepted item
     * @param refused applied to a refused item
     */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /**
     * The item was accepted: its invocation is stored and was handed over for execution.
     *
     * @param invocation the invocation as it was accepted
     */
    record Accepted(Invocation invocation) implements ItemOutcome {
        @Override
        public InstanceId instanceId() {
            return invocation.instanceId();
        }

        @Override
        public InvocationId invocationId() {
            return invocation.id();
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /**
     * The item was refused: it created no invocation.
     *
     * @param instanceId the instance, or null if it is not known
     * @param invocationId the earlier invocation that was named, or null if the request names instances
     * @param refusal why
     */
    record Refused(
            @Nullable InstanceId instanceId, @Nullable InvocationId invocationId, Refusal refusal)
            implements ItemOutcome {
        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
