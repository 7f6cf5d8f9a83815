package io.agentmaintenance.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The search for secrets of tests")
class SecretsTest {
    @Test
    @DisplayName("finds secrets in logs, and reports the right line")
    void findsSecretsInLogs(@TempDir Path folder) throws Exception {
        Path log = Files.writeString(folder.resolve("test.log"), "INFO request 1 GET LIST -> 200\n");
        Files.writeString(folder.resolve("other.txt"), "a-Marker");
        assertThat(Secrets.searchLogs(folder)).isEqualTo(Files.size(log));
        Files.writeString(log, "INFO ok\nINFO signature is " + "60d4be7913".repeat(7) + "\n");
        assertThatThrownBy(() -> Secrets.searchLogs(folder))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("test.log has a secret: INFO signature is");
    }

    @Test
    @DisplayName("does not report random texts of few characters")
    void ignoresRandomTexts() {
        assertThat(Secrets.in("INFO ff" + "9".repeat(62) + " is not a known parameter"))
                .isEmpty();
    }
}
