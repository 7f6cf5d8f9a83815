package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import picocli.CommandLine;

@DisplayName("The command line")
class ArgumentsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Arguments parsed(String... args) {
        return CommandLine.populateCommand(new Arguments(), args);
    }

    private int exitCodeOf(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    @Test
    @DisplayName("may be empty: the demo on port 8080 of this machine")
    void hasDefaults() {
        Arguments arguments = parsed();
        assertThat(arguments.host()).isEqualTo("127.0.0.1");
        assertThat(arguments.port()).isEqualTo(8080);
        assertThat(arguments.config()).isNull();
        assertThat(arguments.logLevel()).isEqualTo(Level.INFO);
    }

    @Test
    @DisplayName("names address, port and file, with a space or an equals sign")
    void readsAllOptions() {
        for (Arguments arguments : new Arguments[] {
            parsed("--host", "::1", "--port", "0", "--config", "a b.yaml"),
            parsed("--host=::1", "--port=0", "--config=a b.yaml")
        }) {
            assertThat(arguments.host()).isEqualTo("::1");
            assertThat(arguments.port()).isZero();
            assertThat(arguments.config()).isEqualTo(Path.of("a b.yaml"));
        }
    }

    @Test
    @DisplayName("sets the level of the log")
    void readsTheLogLevel() {
        assertThat(parsed("--log-level", "DEBUG").logLevel()).isEqualTo(Level.DEBUG);
        assertThat(exitCodeOf("--log-level", "LOUD")).isEqualTo(2);
        assertThat(err.toString()).contains("--log-level", "ERROR, WARN, INFO, DEBUG, TRACE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-h", "--help"})
    @DisplayName("prints help with the options, their defaults and the exit codes")
    void printsHelp(String option) {
        assertThat(exitCodeOf(option)).isZero();
        assertThat(out.toString())
                .startsWith("Usage: agent-maintenance-server ")
                .contains(
                        "--host=ADDRESS",
                        "127.0.0.1",
                        "--port=PORT",
                        "8080",
                        "--config=FILE",
                        "--log-level=LEVEL",
                        "Exit codes:")
                .contains("All tasks and agent states are in memory: a restart loses them.", "3   out of memory");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-V", "--version"})
    @DisplayName("prints the version")
    void printsVersion(String option) {
        assertThat(exitCodeOf(option)).isZero();
        assertThat(out.toString()).startsWith("agent-maintenance-server ");
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
                "--conf x.yaml | Unknown options: '--conf', 'x.yaml'",
                "demo.yaml | Unmatched argument at index 0: 'demo.yaml'",
                "--config no-such-file.yaml | there is no such file",
            })
    @DisplayName("that is not valid gets exit code 2, and a message that names the option")
    void rejectsWhatIsNotValid(String line, String problem) {
        assertThat(exitCodeOf(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(problem).doesNotContain("Exception");
        assertThat(out.toString()).isEmpty();
    }
}
