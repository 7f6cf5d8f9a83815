package com.example.platform;

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

@DisplayName("The page about writing a rule")
class RulePageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "rules");
    private static final Pattern SNIPPET =
            Pattern.compile("<!-- (verification/\\S+) -->\\n```(?:java|xml)\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```(?:java|xml)$", Pattern.MULTILINE);

    @Test
    @DisplayName("shows every file of the example as it is compiled and run")
    void showsTheFilesAsTheyAre() throws IOException {
        Map<String, String> snippets = snippets();

        for (Map.Entry<String, String> snippet : snippets.entrySet()) {
            assertThat(snippet.getValue())
                    .as("the page's copy of %s", snippet.getKey())
                    .isEqualTo(Files.readString(ROOT.resolve(snippet.getKey())));
        }
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            assertThat(snippets.keySet())
                    .containsAll(files.map(file ->
                                    "verification/embedding/src/test/java/com/example/rules/" + file.getFileName())
                            .toList())
                    .contains("verification/embedding/src/test/resources/rules/pom.xml");
        }
    }

    @Test
    @DisplayName("shows no other code")
    void showsNoOtherCode() throws IOException {
        assertThat(CODE.matcher(page()).results().count()).isEqualTo(snippets().size());
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> snippets = new LinkedHashMap<>();
        Matcher matcher = SNIPPET.matcher(page());
        while (matcher.find()) {
            snippets.put(matcher.group(1), matcher.group(2));
        }
        return snippets;
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("writing-a-rule.md"));
    }
}
