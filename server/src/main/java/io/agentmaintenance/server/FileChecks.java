package io.agentmaintenance.server;

import java.time.Instant;

/**
 * What the entries of a configuration file are compared with: names that must be unique, the memory that is left, and the time.
 * For one thread.
 */
final class FileChecks {
    private final HeapBudget heap;
    private final Instant now;
    private final UniqueNames<String> versions = new UniqueNames<>("version");
    private final UniqueNames<String> projects = new UniqueNames<>("id");
    private final UniqueNames<String> projectNames = new UniqueNames<>("name");
    private final UniqueNames<String> users = new UniqueNames<>("name");
    private final NamedCredentials credentials = new NamedCredentials();

    FileChecks(HeapBudget heap, Instant now) {
        this.heap = heap;
        this.now = now;
    }

    HeapBudget heap() {
        return heap;
    }

    Instant now() {
        return now;
    }

    UniqueNames<String> versions() {
        return versions;
    }

    UniqueNames<String> projects() {
        return projects;
    }

    UniqueNames<String> projectNames() {
        return projectNames;
    }

    UniqueNames<String> users() {
        return users;
    }

    NamedCredentials credentials() {
        return credentials;
    }
}
