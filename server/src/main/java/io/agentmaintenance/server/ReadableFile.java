package io.agentmaintenance.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that another file names. */
final class ReadableFile {
    private ReadableFile() {}

    /**
     * {@return the file of this name}
     *
     * @throws IllegalArgumentException if it cannot be read; the message says why, without the name
     */
    static Path of(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new IllegalArgumentException("must be a file, not a directory");
            }
            try (InputStream in = Files.newInputStream(file)) {
                in.read();
            }
            return file;
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("must be the name of a file", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException("cannot be read: this user has no permission", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read as a file", e);
        }
    }
}
