package io.agentmaintenance.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Runs the tools that {@code install-tools} installs. */
final class Command {
    static final Path TOOLS = Path.of(System.getProperty("tools"));
    static final Path CLIENTS = Path.of(System.getProperty("generated.clients"));
    static final Path DESCRIPTION = Path.of(System.getProperty("description.file"));
    private static final Path PYTHON_COMMANDS = TOOLS.resolve("python").resolve("bin");

    private Command() {}

    /** Runs a command of the Python environment and fails the test if the command fails. */
    static void python(String command, List<String> arguments) throws IOException, InterruptedException {
        run(PYTHON_COMMANDS.resolve(command), arguments.stream());
    }

    /** Compiles files of TypeScript, without writing the result. */
    static void compileTypeScript(Path... files) throws IOException, InterruptedException {
        Path compiler =
                TOOLS.resolve("node").resolve("node_modules").resolve(".bin").resolve("tsc");
        Stream<String> options = Stream.of(
                "--noEmit",
                "--strict",
                "--target",
                "es2022",
                "--module",
                "es2022",
                "--moduleResolution",
                "bundler",
                "--lib",
                "es2022,dom");
        run(compiler, Stream.concat(options, Stream.of(files).map(Path::toString)));
    }

    private static void run(Path command, Stream<String> arguments) throws IOException, InterruptedException {
        assertThat(command)
                .as("run verification/generated-clients/install-tools first")
                .exists();
        List<String> line =
                Stream.concat(Stream.of(command.toString()), arguments).toList();
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", line, output).isZero();
    }

    /** Puts a file of {@code src/test/clients} beside a generated client and returns where it is then. */
    static Path copy(String name, Path folder) throws IOException {
        Path copy = folder.resolve(name);
        Files.write(copy, Files.readAllBytes(Path.of("src", "test", "clients", name)));
        return copy;
    }
}
