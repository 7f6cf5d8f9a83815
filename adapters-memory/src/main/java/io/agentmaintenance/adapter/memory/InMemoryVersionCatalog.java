package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** A version catalogue that offers the same versions in every project. They can be replaced. Thread-safe. */
public final class InMemoryVersionCatalog implements VersionCatalog {
    private volatile AgentVersions offered;

    /**
     * Creates a catalogue.
     *
     * @param versions the offered versions, in any order; copied
     */
    public InMemoryVersionCatalog(List<OfferedVersion> versions) {
        offered = AgentVersions.of(versions);
    }

    /**
     * Replaces the offered versions. Accepted invocations keep their pinned target.
     *
     * @param versions the offered versions, in any order; copied
     */
    public void offer(List<OfferedVersion> versions) {
        offered = AgentVersions.of(versions);
    }

    @Override
    public AgentVersions offered(ProjectId project) {
        return offered;
    }
}
