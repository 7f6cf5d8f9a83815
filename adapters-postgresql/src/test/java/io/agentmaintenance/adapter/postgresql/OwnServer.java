package io.agentmaintenance.adapter.postgresql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** A PostgreSQL server of one test, which syncs its commits, and can be killed and frozen. Not thread-safe. */
final class OwnServer implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    OwnServer(Path directory) throws IOException {
        data = directory.resolve("data");
        server = start(0);
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    DataSource plain() {
        return server.getPostgresDatabase();
    }

    /** Kills all its processes at once, as if the machine stopped. */
    void kill() throws IOException {
        List<ProcessHandle> all = processes();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    /** Starts it again with the same data and the same port, after it was killed. */
    void restart() throws IOException {
        int port = server.getPort();
        server.close();
        server = start(port);
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
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes().forEach(process -> command.add(Long.toString(process.pid())));
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IllegalStateException("kill has ended with " + exitCode);
        }
    }

    // The one that begins new ones first.
    private List<ProcessHandle> processes() throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        all.addAll(postmaster.descendants().toList());
        return all;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }
}
