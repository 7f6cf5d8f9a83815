package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.out.ElapsedTime;
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

    /**
     * {@return what carries out the tasks; called once}
     *
     * @param fleet the servers of the configuration file
     * @param time measures how long work takes, where the work is kept in memory
     * @param active how many tasks may be under way at once, where the work is kept in memory
     */
    default Execution execution(InMemoryFleet fleet, ElapsedTime time, int active) {
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock(), time, active);
        return new MemoryExecution(place() != null ? executor.recordingIn(inventory()) : executor, this);
    }

    /** Does what a storage for one process needs from time to time, every {@link #TIDY_MILLIS}. Nothing, unless it is overridden. */
    default void tidy() {}

    /** How often to {@link #tidy}. */
    long TIDY_MILLIS = 10_000;

    @Override
    void close();
}
