package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The guide for writing an adapter")
class WritingAnAdapterTest {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();
    private static final Path EXAMPLE = ROOT.resolve("tck/src/test/java/com/example/maintenance");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (tck/\\S+) -->\\n```(?:java|xml)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```(?:java|xml)$", Pattern.MULTILINE);

    @Test
    @DisplayName("shows files of the example exactly as they are compiled and run")
    void showsTheFilesAsTheyAre() throws IOException {
        Map<String, String> snippets = snippets();

        for (Map.Entry<String, String> snippet : snippets.entrySet()) {
            assertThat(snippet.getValue())
                    .as("the guide's copy of %s", snippet.getKey())
                    .isEqualTo(Files.readString(ROOT.resolve(snippet.getKey())));
        }
    }

    @Test
    @DisplayName("shows or links to every file of the example")
    void namesEveryFile() throws IOException {
        String guide = guide();
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            assertThat(Stream.concat(files, Stream.of(ROOT.resolve("tck/src/test/resources/example/pom.xml")))
                            .map(file -> ROOT.relativize(file).toString().replace('\\', '/')))
                    .hasSizeGreaterThan(5)
                    .allMatch(file -> guide.contains("(../" + file + ")") || guide.contains("<!-- " + file + " -->"));
        }
    }

    @Test
    @DisplayName("shows no code that is not compiled and run")
    void showsNoOtherCode() throws IOException {
        assertThat(CODE.matcher(guide()).results().count()).isEqualTo(snippets().size());
    }

    @Test
    @DisplayName("mentions every contract")
    void mentionsEveryContract() throws IOException {
        String guide = guide();
        try (Stream<Path> files = Files.list(ROOT.resolve("tck/src/main/java/io/agentmaintenance/tck"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith("Contract.java"))
                            .map(name -> name.replace(".java", "")))
                    .hasSize(9)
                    .allMatch(guide::contains);
        }
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher matcher = SNIPPET.matcher(guide());
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2));
        }
        return snippets;
    }

    private static String guide() throws IOException {
        return Files.readString(ROOT.resolve("docs/writing-an-adapter.md"));
    }
}
