package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A table of requirements and tests")
class LedgerTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT|Laws))#(\\w+)`");

    @ParameterizedTest
    @ValueSource(strings = {"compatibility.md", "security.md"})
    @DisplayName("names only tests that exist")
    void namesOnlyTestsThatExist(String document) throws IOException {
        Map<String, String> sources = sources();
        String text = Files.readString(Path.of("..", "docs", document));
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Matcher test = TEST.matcher(text); test.find(); named++) {
            String source = sources.getOrDefault(test.group(1), "");
            if (!source.contains("void " + test.group(2) + "(")) {
                missing.add(test.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(20);
    }

    // Two classes of one name in two modules count together.
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (Path folder : testFolders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    sources.merge(name, Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    private static List<Path> testFolders() throws IOException {
        try (Stream<Path> published = Files.list(Path.of(".."));
                Stream<Path> verification = Files.list(Path.of("..", "verification"))) {
            return Stream.concat(published, verification)
                    .flatMap(module ->
                            Stream.of("test", "main").map(kind -> module.resolve(Path.of("src", kind, "java"))))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
