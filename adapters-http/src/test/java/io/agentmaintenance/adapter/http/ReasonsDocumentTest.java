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

    @Test
    @DisplayName("rightly say that all reasons of items are assumed")
    void reasonsOfItemsAreAssumed() {
        assertThat(RefusalReason.values()).allMatch(reason -> reason.standing() == Standing.ASSUMED);
    }

    private static String expected() {
        StringBuilder text = new StringBuilder();
        text.append("""
                # Reasons

                Generated from the enums `RefusalReason` and `ApiError`; a test keeps it equal to them. A number is published once and never
                reused. All texts are decisions of ours, and so are all numbers but those of `ces`.

                ## Items

                Why one item of a batch created no task; the other items are not affected. All these reasons are decisions of ours. `%s` stands
                for the id of a task, or for the text of the host. `0030`, `0031`, `0033`, `0042` and `0044` end with a request that would be
                accepted for this server now, such as `UPDATE is possible.`, or say that there is none.

                | code | name | message |
                | --- | --- | --- |
                """);
        for (RefusalReason reason : RefusalReason.values()) {
            text.append(row(code(CreateAnswer.code(reason)), code(reason.name()), message(reason.message())));
        }
        text.append("""

                ## Requests

                Why a whole request was refused; nothing of it was done. Where a field is wrong, the message names it instead. Each resource has
                its own code for the same error. *Documented* reasons come from the API document or an official client; *assumed* ones are
                decisions of ours.

                | status | create | list, status query | name | message | standing |
                | --- | --- | --- | --- | --- | --- |
                """);
        for (ApiError error : ApiError.values()) {
            String list = code(error.code(Route.LIST));
            String status = code(error.code(Route.STATUS));
            text.append(row(
                    String.valueOf(error.status()),
                    code(error.code(Route.CREATE)),
                    list.equals(status) ? list : list + ", " + status,
                    code(error.name()),
                    message(error.message()),
                    error.standing().name().toLowerCase(Locale.ROOT)));
        }
        return text.toString();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String message(String text) {
        return text.replace("|", "\\|").replace("%s", "`%s`");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    // Tests run in the folder of their module, or in that of the whole build.
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("core"))
                ? here
                : here.resolve("..").normalize();
    }
}
