package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.PortException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of a store, locked: no other store, in this process or another one, uses it until it is closed. */
final class StoreFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);
    private static final String LOCK = "agent-maintenance.lock";

    // The lock of the operating system is one of the whole process: it is lost when any channel to its file is closed.
    // So the channel is not
    // opened a second time.
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel lock;

    private StoreFolder(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * {@return the folder, which is created if it is not there}
     *
     * @throws PortException if the folder cannot be created or written
     * @throws IllegalStateException if it is in use
     */
    static StoreFolder lock(Path directory) {
        Path real;
        try {
            real = Files.createDirectories(directory).toRealPath();
        } catch (IOException e) {
            throw new PortException("cannot create the folder " + directory + ": " + reason(e), e);
        }
        if (!IN_USE.add(real)) {
            throw inUse(directory);
        }
        FileChannel lock = null;
        try {
            lock = open(directory, real);
            return new StoreFolder(real, lock);
        } finally {
            if (lock == null) {
                IN_USE.remove(real);
            }
        }
    }

    /** {@return the file of this name} */
    Path resolve(String name) {
        return directory.resolve(name);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("The lock of the folder {} could not be closed: {}", directory, reason(e));
        } finally {
            IN_USE.remove(directory);
        }
    }

    private static FileChannel open(Path directory, Path real) {
        try {
            FileChannel channel =
                    FileChannel.open(real.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new PortException("cannot write in the folder " + directory + ": " + reason(e), e);
        }
        throw inUse(directory);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another class loader of this process has it.
            return false;
        }
    }

    private static IllegalStateException inUse(Path directory) {
        return new IllegalStateException("the folder " + directory
                + " is in use by another process or store. Only one at a time can use it; stop the other one first.");
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        String reason = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
