package io.agentmaintenance.generated;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The packaged server with its demo project, as a process of its own on a free port. */
final class DemoServer implements AutoCloseable {
    static final String PROJECT = "demo";
    static final String TOKEN = "demo-token";

    private final Process process;
    final String url;

    DemoServer() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("runnable.jar"),
                        "--port",
                        "0")
                .redirectError(Path.of("target", "server.log").toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null) {
            throw new IOException("the server did not start: see target/server.log");
        }
        url = line.replaceFirst(".*(http://[^\\s/]+).*", "$1");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
