package io.agentmaintenance.server;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Why a file could not be read or written, without its name. */
final class FileReason {
    private FileReason() {}

    static String of(IOException failure) {
        if (failure instanceof AccessDeniedException) {
            return "this user has no permission";
        }
        // The message of a failure of the file system repeats the name of the file.
        String reason =
                failure instanceof FileSystemException inFileSystem ? inFileSystem.getReason() : failure.getMessage();
        return reason == null ? "the system gives no reason" : reason;
    }
}
