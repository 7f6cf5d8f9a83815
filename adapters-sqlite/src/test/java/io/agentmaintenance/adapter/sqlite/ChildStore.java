package io.agentmaintenance.adapter.sqlite;

import static io.agentmaintenance.tck.Invocations.PROJECT;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process of its own that opens a store, and writes batches if it shall. It prints a line for each one that is acknowledged. */
final class ChildStore {
    static final int BATCH = 100;
    private static final int WRITERS = 4;
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> acknowledged = new ArrayList<>();
    private final CompletableFuture<Void> reader;

    private ChildStore(Process process) {
        this.process = process;
        reader = CompletableFuture.runAsync(this::readLines);
    }

    /** Starts a process; the second argument is what it does, the third one is before the name of its batches. */
    static ChildStore start(String what, Path directory, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildStore.class.getName(),
                what,
                directory.toString()));
        command.addAll(List.of(prefix));
        return new ChildStore(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Waits until so many batches are acknowledged. */
    void waitForBatches(int count) throws InterruptedException {
        while (acknowledged.size() < count) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the process says nothing");
            }
            if (line.startsWith("batch ")) {
                acknowledged.add(line.substring("batch ".length()));
            }
        }
    }

    /** Kills the process, as {@code kill -9} does; {@return the batches that it had acknowledged} */
    List<String> kill() throws InterruptedException, ExecutionException, TimeoutException {
        process.destroyForcibly().waitFor();
        reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        // The last line may be cut.
        lines.stream()
                .filter(line -> line.matches("batch [a-z0-9-]+;"))
                .forEach(line -> acknowledged.add(line.substring("batch ".length())));
        return acknowledged.stream().map(line -> line.replace(";", "")).toList();
    }

    /** {@return what the process printed until its end} */
    String waitForExit() throws InterruptedException, ExecutionException, TimeoutException {
        process.waitFor();
        reader.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return String.join("\n", lines);
    }

    private void readLines() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    /**
     * Runs in the process.
     *
     * @param args what to do, the folder, and what stands before the names of batches
     */
    public static void main(String[] args) throws Exception {
        SqliteStore store = SqliteStore.open(Path.of(args[1]));
        if (args[0].equals("write")) {
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = (args.length > 2 ? args[2] : "b") + "-" + writer + "-";
                new Thread(() -> write(store, prefix)).start();
            }
        }
    }

    private static void write(SqliteStore store, String prefix) {
        for (int i = 0; ; i++) {
            store.repository().insert(PROJECT, Tasks.batch(prefix + i, BATCH));
            System.out.println("batch " + prefix + i + ";");
        }
    }
}
