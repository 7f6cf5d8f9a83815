package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about Spring Boot")
class SpringBootPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern FILE =
            Pattern.compile("<!-- (examples/\\S+) -->\\n```java\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```java$", Pattern.MULTILINE);

    @Test
    @DisplayName("shows files of the example as they are compiled and run, and no other code")
    void showsTheFilesAsTheyAre() throws IOException {
        String page = Files.readString(ROOT.resolve("docs").resolve("spring-boot.md"));
        List<MatchResult> files = FILE.matcher(page).results().toList();
        assertThat(files).hasSizeGreaterThan(2).hasSize((int)
                CODE.matcher(page).results().count());
        for (MatchResult file : files) {
            assertThat(file.group(2)).as(file.group(1)).isEqualTo(Files.readString(ROOT.resolve(file.group(1))));
        }
    }
}
