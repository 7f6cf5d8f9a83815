package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The README's embedding sample")
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern SAMPLE = Pattern.compile("```java\n(import .*?)```", Pattern.DOTALL);

    @Test
    @DisplayName("has at most fifteen lines of statements, compiles, and runs to SUCCEEDED")
    void compilesAndRuns(@TempDir Path dir) throws Exception {
        Matcher matcher = SAMPLE.matcher(Files.readString(README));
        assertThat(matcher.find()).isTrue();
        String sample = matcher.group(1);
        String imports = lines(sample, true);
        String statements = lines(sample, false);
        assertThat(statements.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(15);

        Path source = dir.resolve("Sample.java");
        Files.writeString(
                source, imports + "\npublic class Sample { public static void run() {\n" + statements + "\n} }\n");
        var errors = new ByteArrayOutputStream();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, errors, "-d", dir.toString(), "-proc:none", source.toString());
        assertThat(compiled).as(errors.toString(StandardCharsets.UTF_8)).isZero();

        assertThat(printed(dir)).contains("SUCCEEDED");
    }

    private static String lines(String sample, boolean imports) {
        Stream<String> lines = sample.lines().filter(line -> line.startsWith("import ") == imports);
        return lines.collect(Collectors.joining("\n"));
    }

    private static String printed(Path dir) throws Exception {
        var out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            loader.loadClass("Sample").getMethod("run").invoke(null);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
