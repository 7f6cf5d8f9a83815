package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.commons.cli.ParseException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class ArgumentsTest {
    @Test
    @DisplayName("may be empty: the demo on this machine's port 8080")
    void defaults() throws ParseException {
        assertThat(Arguments.of()).isEqualTo(new Arguments("127.0.0.1", 8080, null, null));
    }

    @Test
    @DisplayName("names address, port and file, with a blank or an equals sign")
    void all() throws ParseException {
        Arguments expected = new Arguments("::1", 0, Path.of("a b.yaml"), null);
        assertThat(Arguments.of("--host", "::1", "--port", "0", "--config", "a b.yaml"))
                .isEqualTo(expected);
        assertThat(Arguments.of("--host=::1", "--port=0", "--config=a b.yaml")).isEqualTo(expected);
    }

    @Test
    @DisplayName("asks for help or the version, in short or in full")
    void questions() throws ParseException {
        assertThat(Arguments.of("-h").question()).isEqualTo(Arguments.Question.HELP);
        assertThat(Arguments.of("--help").question()).isEqualTo(Arguments.Question.HELP);
        assertThat(Arguments.of("-V").question()).isEqualTo(Arguments.Question.VERSION);
        assertThat(Arguments.of("--version").question()).isEqualTo(Arguments.Question.VERSION);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 65536 | --port must be 0 to 65535",
                "--port -1 | --port must be 0 to 65535",
                "--port http | --port must be 0 to 65535",
                "--port 1 --port 2 | --port was given more than once",
                "--port | Missing argument for option: port",
                "--conf x.yaml | Unrecognized option: --conf",
                "demo.yaml | Unexpected argument: demo.yaml",
            })
    @DisplayName("that means nothing is refused, and the option is named")
    void refused(String line, String problem) {
        assertThatThrownBy(() -> Arguments.of(line.split(" ")))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining(problem);
    }
}
