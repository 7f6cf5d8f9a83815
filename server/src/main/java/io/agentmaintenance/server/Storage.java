package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Where the service keeps tasks and agent states. Thread-safe. */
interface Storage extends AutoCloseable {
    /** {@return the tasks} */
    InvocationRepository repository();

    /** {@return the servers and the states of their agents} */
    Inventory inventory();

    /** {@return the time that judges tasks} */
    Clock clock();

    /** {@return how many requests may be answered at the same time where a request can wait for the storage; 0 if none ever waits} */
    int concurrentRequests();

    /** {@return where tasks and agent states are, such as "in the database"; null if a restart loses them} */
    @Nullable String place();

    /**
     * {@return the key that signs issued tokens, if the configuration names none}
     *
     * @throws StorageFailure if a key is kept, and cannot be read
     */
    byte[] tokenKey() throws StorageFailure;

    /** Does what has to be done from time to time, every {@link #TIDY_MILLIS}. */
    void tidy();

    /** How often to {@link #tidy}: counts of a database are slow to read when many changes are not folded. */
    long TIDY_MILLIS = 2_000;

    @Override
    void close();
}
