package io.agentmaintenance.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process of a server. */
final class RunningServer implements AutoCloseable {
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final long PATIENCE = 60_000_000_000L;

    private final Process process;
    final int port;
    /** From the start of the process to its first 201. */
    final Duration toFirstAnswer;

    private RunningServer(Process process, int port, Duration toFirstAnswer) {
        this.process = process;
        this.port = port;
        this.toFirstAnswer = toFirstAnswer;
    }

    /** Starts a process and sends batch-create requests until one succeeds. */
    static RunningServer start(String command, int port) throws IOException, InterruptedException {
        File log = File.createTempFile("server", ".log");
        log.deleteOnExit();
        long begin = System.nanoTime();
        Process process = new ProcessBuilder("sh", "-c", "exec " + command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        for (int attempt = 0; !isDone(port, attempt); attempt++) {
            if (!process.isAlive() || System.nanoTime() - begin > PATIENCE) {
                process.destroyForcibly();
                throw new IOException("did not start: " + command + "\n" + Files.readString(log.toPath()));
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return new RunningServer(process, port, Duration.ofNanos(System.nanoTime() - begin));
    }

    private static boolean isDone(int port, int attempt) {
        String body = "{\"instance_ids\":[\"start-" + attempt + "\"],\"invocation_type\":\"INSTALL\"}";
        byte[] request = BenchRequests.request("POST", "/v3/bench1/agent-invocations/batch-create", body);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request);
            byte[] begin = socket.getInputStream().readNBytes(12);
            return new String(begin, StandardCharsets.US_ASCII).endsWith("201");
        } catch (IOException e) {
            return false; // Not up yet.
        }
    }

    /** {@return the processor time that the process has used so far} */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** {@return its resident memory in MiB, or 0 if the system does not provide it} */
    double residentMiB() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        Matcher matcher = RESIDENT.matcher(Files.readString(status));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) / 1024.0 : 0;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
