package io.agentmaintenance.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The random key that signs issued tokens where the configuration names none. */
final class TokenKey {
    private static final String FILE = "token-key";
    private static final int BYTES = 32;
    private static final Set<StandardOpenOption> NEW =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private TokenKey() {}

    /** {@return a new key} */
    static byte[] random() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /**
     * {@return the key that is kept in a folder} It is created at the first call, in a file that only this user can read.
     *
     * @throws StorageFailure if the file cannot be read or written, or has no key
     */
    static byte[] keptIn(Path directory) throws StorageFailure {
        Path file = directory.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                write(directory, file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IllegalStateException("the file " + file + " has no key of " + BYTES
                        + " bytes. Restore it; or delete it, then users must log in again.");
            }
            return key;
        } catch (IOException e) {
            throw StorageFailure.ofFolder(
                    new IOException("cannot read or write the file " + file + ": " + FileReason.of(e), e));
        } catch (IllegalStateException e) {
            throw StorageFailure.ofFolder(e);
        }
    }

    // First under another name, so that a crash leaves no half of a key.
    private static void write(Path directory, Path file) throws IOException {
        Path draft = directory.resolve(FILE + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(draft, NEW, ownerOnly(directory))) {
            channel.write(ByteBuffer.wrap(random()));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        boolean hasPermissions =
                directory.getFileSystem().supportedFileAttributeViews().contains("posix");
        return hasPermissions
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
