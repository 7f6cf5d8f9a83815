package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.InvocationId;
import java.util.HashSet;
import java.util.List;

/** The small ports of the host, of which the services see correct answers and {@code PortException}s only. */
final class GuardedPorts {
    private GuardedPorts() {}

    static InstanceDirectory directory(InstanceDirectory directory) {
        PortCall call = new PortCall("instance directory");
        return (project, instances) ->
                call.map(instances, (id, found) -> found.id().equals(id), () -> directory.find(project, instances));
    }

    static VersionCatalog catalog(VersionCatalog catalog) {
        PortCall call = new PortCall("version catalogue");
        return project -> call.ask(() -> catalog.offered(project));
    }

    static ElapsedTime elapsed(ElapsedTime elapsed) {
        PortCall call = new PortCall("clock");
        return () -> call.ask(elapsed::millis);
    }

    static InvocationIds ids(InvocationIds ids) {
        PortCall call = new PortCall("source of ids");
        return count -> {
            List<InvocationId> made = call.list(count, () -> ids.next(count));
            return call.ask(() -> new HashSet<>(made).size() == count ? made : null);
        };
    }
}
