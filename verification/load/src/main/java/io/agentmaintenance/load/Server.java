package io.agentmaintenance.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that can be started.
 *
 * @param name its name in tables
 * @param command the shell command that starts it, with the placeholders {@code {port}} and {@code {java}}; it replaces the shell
 */
record Server(String name, String command) {
    /**
     * {@return the servers of a file, one per line: {@code name | base URL | command}; the URL is not used}
     *
     * @param file the file; other placeholders than port and java stand for files of its folder
     */
    static List<Server> read(Path file) throws IOException {
        List<Server> servers = new ArrayList<>();
        Path folder = file.toAbsolutePath().getParent();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            String[] parts = line.split("\\|", 3);
            if (!line.startsWith("#") && parts.length == 3) {
                servers.add(new Server(parts[0].strip(), parts[2].strip().replace("{peers}", String.valueOf(folder))));
            }
        }
        return servers;
    }

    RunningServer start(String java, int port) throws IOException, InterruptedException {
        return RunningServer.start(
                command.replace("{port}", Integer.toString(port)).replace("{java}", java), port);
    }
}
