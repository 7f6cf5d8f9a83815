package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A response, with assertions. */
record Reply(ApiResponse response) {
    private static final Pattern ERROR = Pattern.compile(
            "\\{\"error_code\":\"((?:taskmgr|ces)\\.[0-9]{4})\",\"error_msg\":\"((?:[^\"\\\\]|\\\\.){1,256})\"}");

    int status() {
        return response.status();
    }

    String body() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Nullable String header(String name) {
        return response.headers().get(name);
    }

    Reply isOk(int status, String json) {
        assertThat(body()).isEqualTo(json);
        assertThat(status()).isEqualTo(status);
        return hasCommonHeaders();
    }

    /** Asserts the status, the code and the beginning of the message. */
    Reply isError(int status, String code, String message) {
        Matcher error = error();
        assertThat(status() + " " + error.group(1)).isEqualTo(status + " " + code);
        assertThat(error.group(2)).startsWith(message);
        return this;
    }

    /** Asserts that this is an error in the shape of all errors. */
    Matcher error() {
        Matcher error = ERROR.matcher(body());
        assertThat(error.matches()).as("is an error body: %s", body()).isTrue();
        hasCommonHeaders();
        return error;
    }

    private Reply hasCommonHeaders() {
        assertThat(header("Content-Type")).isEqualTo("application/json");
        assertThat(header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        return this;
    }
}
