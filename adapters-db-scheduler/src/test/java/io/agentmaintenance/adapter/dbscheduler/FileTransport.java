package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * Servers in a directory, for several processes: one file for each invocation says that its work has begun, and when, or that it must not
 * begin. A log has one line for each call of {@code begin}, written before it has an effect. Keeps no state of its own.
 */
final class FileTransport implements AgentTransport {
    private static final Duration WORK = Duration.ofMillis(500);
    private static final String STOPPED = "stopped";

    private final Path directory;
    private final Path log;

    FileTransport(Path directory) {
        this.directory = directory;
        this.log = directory.resolve("begin.log");
    }

    /** {@return the calls of begin so far, one line for each} */
    List<String> calls() throws IOException {
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    boolean hasBegun(InvocationId invocation) {
        String claim = claim(invocation);
        return !claim.isEmpty() && !claim.equals(STOPPED);
    }

    @Override
    public Look look(Invocation invocation) {
        String claim = claim(invocation.id());
        if (claim.isEmpty() || claim.equals(STOPPED)) {
            return new NotBegun(null);
        }
        Duration left = WORK.minusMillis(System.currentTimeMillis() - Long.parseLong(claim));
        return left.isNegative() || left.isZero() ? new Succeeded() : new Alive(left);
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        try {
            Files.writeString(
                    log,
                    invocation.id() + System.lineSeparator(),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (makeClaim(invocation.id(), String.valueOf(System.currentTimeMillis()))) {
            return BeginOutcome.BEGUN;
        }
        return hasBegun(invocation.id()) ? BeginOutcome.BEGUN_BEFORE : BeginOutcome.REFUSED;
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        if (makeClaim(invocation.id(), STOPPED) || !hasBegun(invocation.id())) {
            return StopOutcome.STOPPED;
        }
        return look(invocation) instanceof Succeeded ? StopOutcome.DONE : StopOutcome.GOES_ON;
    }

    private String claim(InvocationId invocation) {
        try {
            return Files.readString(directory.resolve(invocation.value()));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A link appears with its content, and only once.
    private boolean makeClaim(InvocationId invocation, String content) {
        try {
            Path written = Files.createTempFile(directory, "claim", ".tmp");
            try {
                Files.writeString(written, content);
                Files.createLink(directory.resolve(invocation.value()), written);
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            } finally {
                Files.delete(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
