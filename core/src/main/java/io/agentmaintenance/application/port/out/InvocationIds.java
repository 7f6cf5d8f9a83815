package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.InvocationId;
import java.util.List;

/** Makes the ids of new invocations: unique, and not to be guessed. Thread-safe. */
@FunctionalInterface
public interface InvocationIds {
    /**
     * {@return new ids}
     *
     * @param count how many, 1 to 100
     */
    List<InvocationId> next(int count);
}
