package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.VersionCatalogContract;
import java.util.List;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory version catalogue keeps the contract:")
class VersionCatalogTest extends VersionCatalogContract {
    private final InMemoryVersionCatalog catalog = new InMemoryVersionCatalog(List.of());

    @Override
    protected VersionCatalog catalog() {
        return catalog;
    }

    @Override
    protected void offer(ProjectId project, List<OfferedVersion> versions) {
        catalog.offer(versions);
    }
}
