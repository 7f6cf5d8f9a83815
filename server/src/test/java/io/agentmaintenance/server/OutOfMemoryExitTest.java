package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The process of the server")
class OutOfMemoryExitTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} -> exit code {1}")
    @CsvSource({
        "a full heap, 3",
        "an error that is logged, 3",
        "an error that is logged as a cause, 3",
        "an error that nobody catches, 3",
        "an error in a check of a password, 3",
        "'an error that Jetty does not log, in a check of a password', 3",
        "much garbage, 0",
        "much garbage in a heap that stays 80 % full, 0",
        "another error, 0",
        "another error in a check of a password, 0",
    })
    @DisplayName("ends with exit code 3 and one line when it is out of memory, and only then:")
    void endsWhenOutOfMemory(String what, int exitCode) throws Exception {
        endsWith(exitCode, what, "-Xmx64m", "-XX:+UseSerialGC");
    }

    @ParameterizedTest(name = "{0}: {1} -> exit code {2}")
    @CsvSource({
        "UseG1GC, a full heap, 3",
        "UseG1GC, much garbage in a heap that stays 80 % full, 0",
        "UseZGC, a full heap, 3",
        "UseZGC, much garbage in a heap that stays 80 % full, 0",
    })
    @DisplayName("does the same with a collector that works beside the program:")
    void endsWithEachCollector(String collector, String what, int exitCode) throws Exception {
        endsWith(exitCode, what, "-Xmx256m", "-XX:+" + collector);
    }

    private void endsWith(int exitCode, String what, String heap, String collector) throws Exception {
        File output = folder.resolve("output.txt").toFile();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        collector,
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OutOfMemoryChild.class.getName(),
                        what)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            String printed = Files.readString(output.toPath());
            assertThat(child.exitValue()).as(printed).isEqualTo(exitCode);
            assertThat(printed.contains("ERROR out of memory: the process ends."))
                    .isEqualTo(exitCode == 3);
        } finally {
            child.destroyForcibly();
        }
    }
}
