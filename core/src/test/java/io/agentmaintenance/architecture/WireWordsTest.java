package io.agentmaintenance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The vocabulary of core")
class WireWordsTest {
    private static final String SAMPLES = "src/test/java/io/agentmaintenance/architecture/sample/domain";

    @Test
    @DisplayName("has no word of the wire; only an adapter contains the format of requests and answers")
    void hasNoWordOfTheWire() {
        assertThat(WireWords.in(module().resolve("src/main/java"))).isEmpty();
    }

    @Test
    @DisplayName("is guarded by a search that finds each kind of word in a sample, with its file and line")
    void findsEachWordOfTheSample() {
        assertThat(WireWords.in(module().resolve(SAMPLES)))
                .filteredOn(found -> !found.startsWith("Spoken.java"))
                .isEmpty();
        assertThat(WireWords.in(module().resolve(SAMPLES)))
                .containsExactly(
                        "Spoken.java:3: HTTP",
                        "Spoken.java:3: JSON",
                        "Spoken.java:3: header",
                        "Spoken.java:3: on the wire",
                        "Spoken.java:5: instance_ids",
                        "Spoken.java:7: taskmgr.0003",
                        "Spoken.java:7: invocationmgr.%04d",
                        "Spoken.java:7: ces.0014",
                        "Spoken.java:9: Status 404",
                        "Spoken.java:10: invocationmgr");
    }

    @Test
    @DisplayName("is guarded by a search that fails if there is nothing to search")
    void failsOnNothing(@TempDir Path empty) {
        assertThatThrownBy(() -> WireWords.in(empty)).isInstanceOf(AssertionError.class);
    }

    // Tests run in the folder of their module, or in that of the whole build.
    private static Path module() {
        return Files.isDirectory(Path.of("core")) ? Path.of("core") : Path.of("");
    }
}
