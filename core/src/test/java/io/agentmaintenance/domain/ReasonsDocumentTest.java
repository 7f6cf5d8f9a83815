package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The document of reasons")
class ReasonsDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reasons.md");

    @Test
    @DisplayName("says what the catalogues say")
    void upToDate() throws Exception {
        Path rendered = Files.writeString(Path.of("target", "reasons.md"), render());
        assertThat(Files.readString(DOCUMENT))
                .as("to bring it up to date, copy " + rendered)
                .isEqualTo(render());
    }

    private static String render() {
        StringBuilder text = new StringBuilder("""
                # Reasons

                The catalogues of reasons, as the code has them: a test keeps this page equal to the enums `RefusalReason` and
                `RequestReason`. A number is published once and never reused.

                ## Of an item (`error_code` and `error_msg` of a line of the answer 201)

                `%%s` stands for the id of another task, or for the text of a host's own rule.

                | code | reason | message | standing |
                |---|---|---|---|
                """.formatted());
        for (RefusalReason reason : RefusalReason.values()) {
            row(text, reason.code(), reason.name(), reason.message(), reason.standing());
        }
        text.append("""

                ## Of a whole request (batch-create; its siblings answer the documented `ces.NNNN` instead)

                Where a field is broken, the message names the field and its limit instead of the text below.

                | code | reason | message | standing |
                |---|---|---|---|
                """);
        for (RequestReason reason : RequestReason.values()) {
            row(text, reason.code(), reason.name(), reason.message(), reason.standing());
        }
        return text.toString();
    }

    private static void row(StringBuilder text, String code, String name, String message, Standing standing) {
        text.append("| `")
                .append(code)
                .append("` | `")
                .append(name)
                .append("` | ")
                .append(message)
                .append(" | ");
        text.append(standing.name().toLowerCase(Locale.ROOT)).append(" |\n");
    }
}
