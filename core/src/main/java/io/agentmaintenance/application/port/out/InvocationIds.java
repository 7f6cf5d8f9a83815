package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.InvocationId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Makes the ids of new invocations: unique, and impossible to guess. Thread-safe. */
@FunctionalInterface
public interface InvocationIds {
    /**
     * {@return new ids}
     *
     * @param count how many, 1 to 100
     * @throws PortException if the source of ids is broken
     */
    List<InvocationId> next(int count);

    /**
     * {@return a source of ids that begin with the time of their creation}
     *
     * <p>Each id is a UUID of version 7 (RFC 9562) in lower case: 48 bits of milliseconds, then 74 random bits. It is
     * unique without a look into any store. Ids of one batch are in no particular order.
     *
     * @param clock the time that the ids begin with
     * @param random the source of the random bits; used once for each batch
     */
    static InvocationIds timeOrdered(Clock clock, SecureRandom random) {
        return new TimeOrderedInvocationIds(clock, random);
    }
}
