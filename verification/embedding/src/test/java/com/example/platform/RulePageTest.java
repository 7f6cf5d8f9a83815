package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about writing a rule")
class RulePageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Path EXAMPLE = Path.of("src", "test", "java", "com", "example", "rules");
    private static final Pattern SNIPPET = Pattern.compile(
            "<!-- (?<part>part of )?(?<file>verification/\\S+) -->\\n```(?:java|xml)\\n(?<code>.*?)```\\n",
            Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```(?:java|xml)$", Pattern.MULTILINE);

    @Test
    @DisplayName("shows files of the example, or parts of them, as they are compiled and run")
    void showsTheFilesAsTheyAre() throws IOException {
        for (Matcher snippet = SNIPPET.matcher(page()); snippet.find(); ) {
            String file = Files.readString(ROOT.resolve(snippet.group("file")));
            boolean whole = snippet.group("part") == null;
            assertThat(file).as("the page's copy of %s", snippet.group("file")).contains(snippet.group("code"));
            assertThat(whole)
                    .as("%s is shown as a whole", snippet.group("file"))
                    .isEqualTo(file.equals(snippet.group("code")));
        }
    }

    @Test
    @DisplayName("shows or links to every file of the example")
    void namesEveryFile() throws IOException {
        String page = page();
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            assertThat(Stream.concat(
                            files.map(file -> "src/test/java/com/example/rules/" + file.getFileName()),
                            Stream.of("src/test/resources/rules/pom.xml")))
                    .hasSizeGreaterThan(4)
                    .allMatch(file -> page.contains("(../verification/embedding/" + file + ")")
                            || page.contains("<!-- verification/embedding/" + file + " -->"));
        }
    }

    @Test
    @DisplayName("shows no other code")
    void showsNoOtherCode() throws IOException {
        assertThat(CODE.matcher(page()).results().count())
                .isPositive()
                .isEqualTo(SNIPPET.matcher(page()).results().count());
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve("writing-a-rule.md"));
    }
}
