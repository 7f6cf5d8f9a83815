package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A host that uses only the core module")
class CoreAloneTest {
    private static final Path SOURCES = Path.of("src", "test", "host");
    private static final Path HOST = SOURCES.resolve(Path.of("com", "example", "host", "Host.java"));
    private static final List<String> LINES =
            List.of("1 of 1 accepted", "SUCCEEDED", "without memory.InMemoryFleet", "without http.AgentMaintenanceApi");

    /** The core and its dependencies, taken from the class path of this test. */
    private static String core() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.contains("agent-maintenance-core")
                        || entry.contains(Path.of("core", "target").toString())
                        || entry.contains("vavr")
                        || entry.contains("jakarta.validation-api")
                        || entry.contains("jspecify"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void compile(Path to, String path, Path... sources) {
        List<String> args =
                new ArrayList<>(List.of("-proc:none", "--release", "17", "-d", to.toString(), path, core()));
        Stream.of(sources).map(Path::toString).forEach(args::add);
        var errors = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, errors, args.toArray(String[]::new));
        assertThat(result).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static List<String> run(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(lines.toString()).isZero();
        return lines;
    }

    @Test
    @DisplayName("runs a task to its end on the class path")
    void runsATaskOnTheClassPath(@TempDir Path classes) throws Exception {
        compile(classes, "-cp", HOST);
        assertThat(run("-cp", classes + File.pathSeparator + core(), "com.example.host.Host"))
                .containsAll(LINES)
                .contains("module null");
    }

    @Test
    @DisplayName("runs a task to its end on the module path")
    void runsATaskOnTheModulePath(@TempDir Path classes) throws Exception {
        compile(classes, "--module-path", HOST, SOURCES.resolve("module-info.java"));
        assertThat(run(
                        "--module-path",
                        classes + File.pathSeparator + core(),
                        "-m",
                        "com.example.host/com.example.host.Host"))
                .containsAll(LINES)
                .contains("module io.agentmaintenance.core");
    }
}
