package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

@DisplayName("The process of the server")
class OutOfMemoryExitTest {
    private static String classPath() {
        return Stream.of(
                        OutOfMemoryChild.class,
                        OutOfMemoryExit.class,
                        LoggerContext.class,
                        ContextAwareBase.class,
                        LoggerFactory.class)
                .map(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @ParameterizedTest(name = "{0} -> exit code {1}")
    @CsvSource({
        "a full heap, 3",
        "an error that is logged, 3",
        "an error that is logged as a cause, 3",
        "an error that nobody catches, 3",
        "much garbage, 0",
        "another error, 0",
    })
    @DisplayName("ends with exit code 3 and one line when it is out of memory, and only then:")
    void endsWhenOutOfMemory(String what, int exitCode, @TempDir Path folder) throws Exception {
        File output = folder.resolve("output.txt").toFile();
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=logback.xml",
                        "-cp",
                        classPath(),
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
