package io.agentmaintenance.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A source of requests for a load. Used by one thread. */
@FunctionalInterface
interface Requests {
    /** {@return the next request, ready to be sent, or null if there is none left} */
    @Nullable ByteBuffer next();
}
