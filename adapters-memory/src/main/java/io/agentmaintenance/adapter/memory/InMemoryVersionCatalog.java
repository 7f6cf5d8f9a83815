package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** A version catalogue that offers the same versions in every project, until told otherwise. Thread-safe. */
public final class InMemoryVersionCatalog implements VersionCatalog {
    private volatile AgentVersions offered;

    /**
     * Makes a catalogue.
     *
     * @param versions what it offers, in any order; copied
     */
    public InMemoryVersionCatalog(List<OfferedVersion> versions) {
        offered = AgentVersions.of(versions);
    }

    /**
     * Offers other versions from now on. Accepted invocations keep their pinned target.
     *
     * @param versions what is offered, in any order; copied
     */
    public void offer(List<OfferedVersion> versions) {
        offered = AgentVersions.of(versions);
    }

    @Override
    public AgentVersions offered(ProjectId project) {
        return offered;
    }
}
