package io.agentmaintenance.tck.sample.good;

import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ProjectId;

/** The entry class. */
public final class GoodCatalog implements VersionCatalog {
    /** A nested type belongs to its entry class. */
    public enum Kind {
        /** The only one. */
        ONLY
    }

    @Override
    public AgentVersions offered(ProjectId project) {
        return Source.read();
    }
}
