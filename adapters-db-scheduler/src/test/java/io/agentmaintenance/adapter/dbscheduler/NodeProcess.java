package io.agentmaintenance.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A node in a process of its own, which can be killed or stopped. Also the program of that process. */
final class NodeProcess implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Process process;

    private NodeProcess(Process process) {
        this.process = process;
    }

    static NodeProcess start(String url, String schema, Path directory, Path output) throws IOException {
        return new NodeProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeProcess.class.getName(),
                        url,
                        schema,
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(output.toString())))
                .start());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
    }

    /** {@return an executor over the servers in a directory, whose engine is not started} */
    static ScheduledAgentExecutor executor(HikariDataSource pool, PostgresStore store, String schema, Path directory) {
        return ScheduledAgentExecutor.builder(pool, new FileTransport(directory), store.repository(), store.clock())
                .table(TestDatabase.tableIn(schema))
                .threads(8)
                .heartbeat(HEARTBEAT)
                .open();
    }

    static PostgresStore store(HikariDataSource pool, String schema) {
        return PostgresStore.builder(pool)
                .schema(schema)
                .allowUnsafeDurability(true)
                .open();
    }

    /**
     * Runs a node until the process ends.
     *
     * @param arguments the database, the schema, and the directory of the servers
     */
    public static void main(String[] arguments) throws InterruptedException {
        HikariDataSource pool = TestDatabase.pool(arguments[0], 12);
        PostgresStore store = store(pool, arguments[1]);
        ScheduledAgentExecutor executor = executor(pool, store, arguments[1], Path.of(arguments[2]));
        new World(store.repository(), store.clock(), TestNode.succeed(Duration.ZERO)).core(executor::reportingTo);
        executor.startEngine();
        Thread.sleep(Long.MAX_VALUE);
    }
}
