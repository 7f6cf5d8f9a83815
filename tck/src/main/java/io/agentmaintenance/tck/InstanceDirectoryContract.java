package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The contract of {@link InstanceDirectory}. Extend it and implement how the directory is created and a server is added. */
@DisplayName("An instance directory:")
public abstract class InstanceDirectoryContract {
    /** For subclasses. */
    protected InstanceDirectoryContract() {}

    /**
     * {@return a directory without servers; called once per test, before any server is added}
     */
    protected abstract InstanceDirectory emptyDirectory();

    /**
     * Adds a server to the latest directory, or changes its state, by the means of the adapter.
     *
     * @param project the project of the server
     * @param instance the new state of the server
     */
    protected abstract void put(ProjectId project, Instance instance);

    /**
     * Breaks the latest directory, as if the system behind it did not answer.
     *
     * @return the action that repairs it, or empty if yours cannot break
     */
    protected Optional<Runnable> breakDirectory() {
        return Optional.empty();
    }

    /**
     * {@return the number of round trips of the latest directory so far, or empty if yours makes none}
     */
    protected OptionalLong roundTrips() {
        return OptionalLong.empty();
    }

    @Nested
    @DisplayName("find")
    class Find extends DirectoryLaws {
        Find() {
            super(InstanceDirectoryContract.this);
        }
    }
}
