package io.agentmaintenance.spring;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server that syncs its commits and can be frozen. Not thread-safe. */
final class DatabaseServer implements AutoCloseable {
    private final Path data;
    private final EmbeddedPostgres server;

    DatabaseServer(Path directory) throws IOException {
        data = directory.resolve("data");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** {@return the address of the server, with its user} */
    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Stops all its processes where they are. They keep their connections. */
    void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets them go on. */
    void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void signal(String signal) throws IOException, InterruptedException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<String> command = new ArrayList<>(List.of("kill", signal, pid));
        postmaster.descendants().forEach(process -> command.add(Long.toString(process.pid())));
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("kill has ended with " + exitCode);
        }
    }
}
