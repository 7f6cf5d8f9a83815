package io.agentmaintenance.tck.sample.good;

import io.agentmaintenance.domain.AgentVersions;
import java.util.List;

final class Source {
    private Source() {}

    static AgentVersions read() {
        return AgentVersions.of(List.of());
    }
}
