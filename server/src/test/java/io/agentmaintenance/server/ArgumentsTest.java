package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import picocli.CommandLine;

// A command line that is accepted by mistake starts a server, which does not end.
@Timeout(120)
@DisplayName("The command line")
class ArgumentsTest {
    private static Arguments parsed(String... args) {
        return CommandLine.populateCommand(new Arguments(), args);
    }

    @Test
    @DisplayName("may be empty, which starts the demo on port 8080 of this machine")
    void mayBeEmpty() {
        Arguments arguments = parsed();
        assertThat(arguments.host()).isEqualTo("127.0.0.1");
        assertThat(arguments.port()).isEqualTo(8080);
        assertThat(arguments.config()).isNull();
        assertThat(arguments.data()).isNull();
        assertThat(arguments.metricsPort()).isNull();
        assertThat(arguments.logLevel()).isEqualTo(Level.INFO);
    }

    @Test
    @DisplayName("names address, port, file and folder, with a space or an equals sign")
    void readsAllOptions() {
        for (Arguments arguments : new Arguments[] {
            parsed("--host", "::1", "--port", "0", "--config", "a b.yaml", "--data", "a folder"),
            parsed("--host=::1", "--port=0", "--config=a b.yaml", "--data=a folder")
        }) {
            assertThat(arguments.host()).isEqualTo("::1");
            assertThat(arguments.port()).isZero();
            assertThat(arguments.config()).isEqualTo(Path.of("a b.yaml"));
            assertThat(arguments.data()).isEqualTo(Path.of("a folder"));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9464, 9464", "65535, 65535", "off, -1"})
    @DisplayName("names the port of metrics, or says that there are none")
    void readsTheMetricsPort(String text, int port) {
        assertThat(parsed("--metrics-port", text).metricsPort()).isEqualTo(port);
    }

    @Test
    @DisplayName("sets the level of the log")
    void readsTheLogLevel() {
        assertThat(parsed("--log-level", "DEBUG").logLevel()).isEqualTo(Level.DEBUG);
        CommandRun run = CommandRun.of("--log-level", "LOUD");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("--log-level", "ERROR, WARN, INFO, DEBUG, TRACE")
                .doesNotContain("LOUD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    @DisplayName("prints help with the options, their defaults and the exit codes")
    void printsHelpWithDefaultsAndExitCodes(String option) {
        CommandRun run = CommandRun.of(option);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("Usage: agent-maintenance-server ")
                .contains(
                        "--host=ADDRESS",
                        "127.0.0.1",
                        "--port=PORT",
                        "8080",
                        "--config=FILE",
                        "--data=DIR",
                        "--metrics-port=PORT",
                        "9464",
                        "--log-level=LEVEL",
                        "Exit codes:")
                .contains("Otherwise they are in memory: a restart loses them.", "3   out of memory")
                .contains("Tasks and agent states survive a restart if --data names a folder");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    @DisplayName("prints the version")
    void printsTheVersion(String option) {
        CommandRun run = CommandRun.of(option);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("agent-maintenance-server ");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--port 65536 | Invalid value for option '--port': must be 0 to 65535",
                "--port -1 | Invalid value for option '--port': must be 0 to 65535",
                "--port http | Invalid value for option '--port': must be 0 to 65535",
                "--port 1 --port 2 | option '--port' (PORT) should be specified only once",
                "--port | Missing required parameter for option '--port' (PORT)",
                "--metrics-port 65536 | Invalid value for option '--metrics-port': must be 0 to 65535, or off",
                "--metrics-port on | Invalid value for option '--metrics-port': must be 0 to 65535, or off",
                "--conf x.yaml | Unknown option: '--conf'; did you mean --config?",
                "--secret=marker | Unknown option: '--secret'",
                "marker.yaml | An argument is not an option. The name of a configuration file comes after --config.",
                "@marker | An argument is not an option. The name of a configuration file comes after --config.",
                "--host= | Invalid value for option '--host': must not be empty; 0.0.0.0 is every address",
                "--host=no-such-host.invalid | Invalid value for option '--host': must be an address or a known name",
                "--host=192.0.2.1 | Invalid value for option '--host': must be an address of this machine",
                "--config= | Invalid value for option '--config': must be the name of a file",
                "--data= | Invalid value for option '--data': must be the name of a folder",
                "--config no-such-file.yaml | no-such-file.yaml: there is no such file",
            })
    @DisplayName("that is not valid gets exit code 2, and a message that names the option")
    void rejectsWhatIsNotValid(String line, String problem) {
        CommandRun run = CommandRun.of(line.split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(problem).doesNotContain("Exception", "marker", "\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    @DisplayName("and the file may have several mistakes, which are all printed at once")
    void reportsAllMistakesOfTheCommandLineAndTheFile(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("f.yaml"), "projects: [{id: P}]");
        CommandRun run = CommandRun.of("--port=99999", "--host=no-such-host.invalid", "--colour", "--config=" + file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines(directory))
                .containsExactly(
                        "Invalid value for option '--port': must be 0 to 65535",
                        "Unknown option: '--colour'",
                        "f.yaml: projects[0].id must match [a-z0-9]{1,64} (line 1)",
                        "f.yaml: versions is required (line 1)",
                        "Invalid value for option '--host': must be an address or a known name",
                        "Try --help.");
    }

    @Test
    @DisplayName("is refused with exit code 2 if it names a directory")
    void refusesADirectory(@TempDir Path directory) {
        assertRefused(directory, "is a directory");
    }

    @Test
    @DisplayName("is refused with exit code 2 if it names a file that cannot be opened, such as a link to itself")
    void refusesAFileThatCannotBeOpened(@TempDir Path directory) throws Exception {
        Path link = directory.resolve("f.yaml");
        Files.createSymbolicLink(link, link);
        CommandRun run = CommandRun.of("--config=" + link);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith(link + ": cannot be read: ").doesNotContain("no reason", "Exception", "\tat ");
    }

    @Test
    @DisplayName("is refused with exit code 2 if it names a file that this user may not read")
    void refusesAFileWithoutPermission(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("f.yaml"), PosixFilePermissions.asFileAttribute(Set.of()));
        assumeFalse(Files.isReadable(file), "root may read every file");
        assertRefused(file, "cannot be read: this user has no permission");
    }

    private static void assertRefused(Path config, String problem) {
        CommandRun run = CommandRun.of("--config=" + config);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo(config + ": " + problem + "\n");
    }

    @Test
    @DisplayName("gets exit code 1 if it names a port that is in use")
    void reportsAPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("--port=" + taken.getLocalPort());
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("Could not listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": another process uses the port\n");
        }
    }

    @Test
    @DisplayName("gets an explanation if it names a port that this user may not open")
    void explainsAPortWithoutPermission() {
        IOException failure = new IOException("Failed to bind", new BindException("Permission denied"));
        assertThat(ListenFailure.causeOf(failure)).isEqualTo("this user must not open the port");
    }
}
