package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Generates the published tables of reasons and compares them with the file. */
@DisplayName("The published tables of reasons")
class ReasonsDocumentTest {
    @Test
    @DisplayName("are equal to the catalogues")
    void isEqualToTheCatalogues() throws IOException {
        Path document = root().resolve("docs/reasons.md");

        assertThat(Files.exists(document) ? Files.readString(document) : "")
                .as("%s must be exactly this:%n%n%s", document, expected())
                .isEqualTo(expected());
    }

    private static String expected() {
        StringBuilder text = new StringBuilder();
        text.append("# Reasons\n\n");
        text.append(
                "Generated from the enums `RefusalReason` and `ApiError`; a test keeps it equal to them. A number is published\n");
        text.append(
                "once and never reused. *Documented* reasons come from the API document or an official client; *assumed* ones\n");
        text.append("are decisions of ours, and so are all texts and all numbers but those of `ces`.\n");
        text.append("\n## Items\n\n");
        text.append(
                "Why one item of a batch created no invocation; the other items are not affected. `%s` stands for the id of a\n");
        text.append(
                "task, or for the text of the host. `0030`, `0031`, `0033`, `0042` and `0044` end with a request that would be accepted for\n");
        text.append("this server now, such as `UPDATE is possible.`, or say that there is none.\n\n");
        text.append("| code | name | message | standing |\n| --- | --- | --- | --- |\n");
        for (RefusalReason reason : RefusalReason.values()) {
            text.append(row(code(CreateAnswer.code(reason)), reason.name(), reason.message(), reason.standing()));
        }
        text.append("\n## Requests\n\n");
        text.append(
                "Why a whole request was refused; nothing of it was done. Where a field is wrong, the message names it instead.\n");
        text.append("Each resource has its own code for the same error.\n\n");
        text.append("| status | create | list | status query | name | message | standing |\n");
        text.append("| --- | --- | --- | --- | --- | --- | --- |\n");
        for (ApiError error : ApiError.values()) {
            StringBuilder codes = new StringBuilder().append(error.status());
            for (Route route : Route.values()) {
                codes.append(" | ").append(code(error.code(route)));
            }
            text.append(row(codes.toString(), error.name(), error.message(), error.standing()));
        }
        return text.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String codes, String name, String message, Standing standing) {
        return "| " + codes + " | `" + name + "` | "
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
