package io.agentmaintenance.load;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A kind of load: what is sent, one request after the other. Used by one thread. */
@FunctionalInterface
interface Requests {
    /** {@return the next request, ready to be sent, or null if there is none left} */
    @Nullable ByteBuffer next();
}
