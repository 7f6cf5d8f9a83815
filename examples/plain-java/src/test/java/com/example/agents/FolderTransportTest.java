package com.example.agents;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.AgentTransportContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The tests are in the kit. */
class FolderTransportTest extends AgentTransportContract {
    @TempDir
    private Path folder;

    private Clock clock;

    @Override
    protected AgentTransport transport(List<Instance> servers, Clock ofTheContract) {
        clock = ofTheContract;
        return transportOfAnotherProcess();
    }

    @Override
    protected AgentTransport transportOfAnotherProcess() {
        return new FolderTransport(folder, clock);
    }

    @Override
    protected List<AgentVersion> touches(Invocation task) {
        Path claim = folder.resolve(task.instanceId().value()).resolve(task.id().value());
        try {
            boolean hasBegun = Files.exists(claim) && !Files.readString(claim).equals("stopped");
            return hasBegun ? List.of(task.versions().target()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
