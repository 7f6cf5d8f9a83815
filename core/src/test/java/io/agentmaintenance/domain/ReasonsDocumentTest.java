package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is published about the reasons is written here and nowhere else; the file is this test's expectation. */
@DisplayName("The published tables of reasons")
class ReasonsDocumentTest {
    @Test
    @DisplayName("say what the catalogues say")
    void upToDate() throws IOException {
        Path document = root().resolve("docs/reasons.md");

        assertThat(Files.exists(document) ? Files.readString(document) : "")
                .as("%s has to be just this:%n%n%s", document, expected())
                .isEqualTo(expected());
    }

    private static String expected() {
        StringBuilder text = new StringBuilder();
        text.append("# Reasons\n\n");
        text.append(
                "Generated from the enums `RefusalReason` and `RequestReason`; a test keeps it equal to them. A number is\n");
        text.append(
                "published once and never reused. *Documented* reasons come from the API document or an official client;\n");
        text.append("*assumed* ones are decisions of ours, and so are all numbers and texts.\n");
        text.append("\n## Items\n\n");
        text.append(
                "Why one item of a batch created no invocation; the others are not concerned. `%s` stands for the id of a task,\n");
        text.append("or for the text of the host.\n\n");
        text.append(header());
        for (RefusalReason reason : RefusalReason.values()) {
            text.append(row(reason.code(), reason.name(), reason.message(), reason.standing()));
        }
        text.append("\n## Requests\n\n");
        text.append(
                "Why a whole request was refused; nothing of it was done. Where a field is to blame, the message names it instead.\n\n");
        text.append(header());
        for (RequestReason reason : RequestReason.values()) {
            text.append(row(reason.code(), reason.name(), reason.message(), reason.standing()));
        }
        return text.toString();
    }

    private static String header() {
        return "| code | name | message | standing |\n| --- | --- | --- | --- |\n";
    }

    private static String row(String code, String name, String message, Standing standing) {
        return "| `" + code + "` | `" + name + "` | "
                + message.replace("|", "\\|").replace("%s", "`%s`") + " | "
                + standing.name().toLowerCase(Locale.ROOT) + " |\n";
    }

    // Tests run in the folder of their module, or in that of the whole build.
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("core"))
                ? here
                : here.resolve("..").normalize();
    }
}
