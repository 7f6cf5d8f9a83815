package com.example.agents;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/**
 * Servers that are folders: work on one of them takes ten seconds and always succeeds. A file for each task says when its work ends, or that
 * it must not begin. Replace this class by one that reaches your servers. It passes the tests of {@code agent-maintenance-tck}.
 */
final class FolderTransport implements AgentTransport {
    private static final Duration WORK = Duration.ofSeconds(10);
    private static final String STOPPED = "stopped";

    private final Path servers;
    private final Clock clock;

    FolderTransport(Path servers, Clock clock) {
        this.servers = servers;
        this.clock = clock;
    }

    @Override
    public Look look(Invocation task) {
        String claim = claim(task);
        if (claim.isEmpty() || claim.equals(STOPPED)) {
            return new NotBegun(null);
        }
        Duration left = Duration.ofMillis(Long.parseLong(claim) - clock.millis());
        return left.isNegative() || left.isZero() ? new Succeeded() : new Alive(left);
    }

    @Override
    public BeginOutcome begin(Invocation task) {
        if (makeClaim(task, Long.toString(clock.millis() + WORK.toMillis()))) {
            // Here the work would be started: task.versions().target() is the version to install.
            return BeginOutcome.BEGUN;
        }
        return claim(task).equals(STOPPED) ? BeginOutcome.REFUSED : BeginOutcome.BEGUN_BEFORE;
    }

    @Override
    public StopOutcome stop(Invocation task) {
        if (makeClaim(task, STOPPED) || claim(task).equals(STOPPED)) {
            return StopOutcome.STOPPED;
        }
        return look(task) instanceof Succeeded ? StopOutcome.DONE : StopOutcome.GOES_ON;
    }

    private Path file(Invocation task) {
        return servers.resolve(task.instanceId().value()).resolve(task.id().value());
    }

    private String claim(Invocation task) {
        try {
            return Files.readString(file(task));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new PortException("cannot read " + file(task), e);
        }
    }

    /** Returns false if the task has a claim. A link appears with its content and only once, also when a process crashes. */
    private boolean makeClaim(Invocation task, String claim) {
        try {
            Path folder = Files.createDirectories(file(task).getParent());
            Path written = Files.createTempFile(folder, "claim", ".tmp");
            try {
                Files.writeString(written, claim);
                Files.createLink(file(task), written);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw new PortException("cannot write " + file(task), e);
        }
    }
}
