package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The page about embedding")
class EmbeddingPageTest {
    @ParameterizedTest
    @CsvSource({"MaintenanceConfiguration.java, @Configuration", "ObservedHost.java, final class"})
    @DisplayName("shows the code that is compiled and run")
    void showsTheCompiledCode(String file, String begin) throws Exception {
        String source = Files.readString(Path.of("src", "test", "java", "com", "example", "platform", file));
        String shown = source.substring(source.indexOf(begin));
        assertThat(Files.readString(Path.of("..", "..", "docs", "embedding.md")))
                .contains("```java\n" + shown + "```");
    }
}
