package io.agentmaintenance.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The packaged server as a process of its own. */
final class RunningJar implements AutoCloseable {
    // What jars print after their banner, which shows the demo's credentials on purpose; searched when all tests are
    // done.
    private static final Path LOG = Path.of("target", "jars.log");

    private static final Pattern ADDRESS = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final BufferedReader out;
    final List<String> banner = new ArrayList<>();
    private String rest = "";

    private RunningJar(Process process) {
        this.process = process;
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static RunningJar start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("runnable.jar")));
        command.addAll(List.of(options));
        return new RunningJar(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    /** Reads what is printed up to the line that begins like this. */
    RunningJar upTo(String line) throws IOException {
        for (String next = out.readLine(); next != null; next = out.readLine()) {
            banner.add(next);
            if (next.startsWith(line)) {
                return this;
            }
        }
        throw new AssertionError("not printed: " + line + ", but " + banner);
    }

    int port() {
        Matcher port = ADDRESS.matcher(String.join("\n", banner));
        if (!port.find()) {
            throw new AssertionError("no address is printed, but " + banner);
        }
        return Integer.parseInt(port.group(1));
    }

    /** Asks the process to stop, as an operator does, and returns its exit code. */
    int terminate() throws Exception {
        process.toHandle().destroy();
        rest();
        return exitCode();
    }

    /** Kills the process, as {@code kill -9} does, and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    /** {@return what is printed after the banner, up to the end of the process} */
    String rest() throws IOException {
        if (rest.isEmpty()) {
            rest = out.lines().collect(Collectors.joining("\n", "", "\n"));
            String log = rest.lines()
                    .dropWhile(line -> !line.matches("\\d{4}-.*"))
                    .collect(Collectors.joining("\n", "", "\n"));
            Files.writeString(LOG, log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return rest;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
