package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The page about embedding")
class EmbeddingPageTest {
    @Test
    @DisplayName("shows the configuration that is compiled and run")
    void showsTheCompiledConfiguration() throws Exception {
        String source = Files.readString(
                Path.of("src", "test", "java", "com", "example", "platform", "MaintenanceConfiguration.java"));
        String shown = source.substring(source.indexOf("@Configuration"));
        assertThat(Files.readString(Path.of("..", "..", "docs", "embedding.md")))
                .contains("```java\n" + shown + "```");
    }
}
