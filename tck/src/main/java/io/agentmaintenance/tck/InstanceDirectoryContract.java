package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The contract of {@link InstanceDirectory}. Inherit it and say how the directory is made and how a server gets into it. */
@DisplayName("The contract of the instance directory")
public abstract class InstanceDirectoryContract {
    /** Made by the test class that inherits it. */
    protected InstanceDirectoryContract() {}

    /**
     * {@return a directory without servers; asked once per test, before any server is put}
     */
    protected abstract InstanceDirectory emptyDirectory();

    /**
     * Makes the directory made last see a server, or see it in another state, by the means that the adapter has.
     *
     * @param project the project of the server
     * @param instance the server as it is from now on
     */
    protected abstract void put(ProjectId project, Instance instance);

    /**
     * Breaks the directory made last, as if what it asks were down.
     *
     * @return what mends it again, or empty if yours can not break
     */
    protected Optional<Runnable> breakDirectory() {
        return Optional.empty();
    }

    /**
     * {@return how many round trips the directory made last has made so far, or empty if yours makes none}
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
