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
 * @param name how it is called in tables
 * @param command what starts it, with {@code {port}} and {@code {java}} to be filled in; run by a shell, which it replaces
 */
record Server(String name, String command) {
    /**
     * {@return the servers of a file: a line each, {@code name | base URL | command}; the URL is not used}
     *
     * @param file the file; what is between braces besides port and java is filled in from its folder
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
