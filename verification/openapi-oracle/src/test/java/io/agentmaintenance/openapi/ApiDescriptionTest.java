package io.agentmaintenance.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("An API description")
class ApiDescriptionTest {
    private final ApiDescription description = ApiDescription.of("""
            paths:
              /things/{id}/parts:
                post:
                  requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}}
                  responses:
                    "201":
                      headers: {X-Id: {required: true, schema: {type: string, pattern: "^[0-9]+$"}}}
                      content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}
                    "204": {}
                    default: {$ref: "#/components/responses/Error"}
              x-any-other: {$ref: "#/components/responses/Error"}
            components:
              responses:
                Error:
                  content: {application/json: {schema: {type: object, required: [error]}}}
              schemas:
                Part: {type: object, required: [name], properties: {name: {type: string}}, additionalProperties: false}
            """);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "as described|POST|/things/1/parts|{\"name\":\"a\"}|201|7|application/json|{\"name\":\"b\"}|",
                "a slash at the end|POST|/things/%20/parts/|{\"name\":\"a\"}|201|7|application/json|{\"name\":\"b\"}|",
                "a doubled slash|POST|//things/1/parts|{\"name\":\"a\"}|201|7|application/json|{\"name\":\"b\"}|",
                "no content|POST|/things/1/parts||204|7|''|''|",
                "an error|POST|/things/1/parts|{}|400||application/json|{\"error\":1}|",
                "an error elsewhere|GET|/x||404||application/json|{\"error\":1}|",
                "an error of another method|GET|/things/1/parts||405||application/json|{\"error\":1}|",
                "an invalid request|POST|/things/1/parts|{}|201|7|application/json|{\"name\":\"b\"}|the request",
                "an invalid answer|POST|/things/1/parts||201|7|application/json|{\"name\":1}|the answer",
                "not JSON|POST|/things/1/parts||201|7|application/json|<|the answer",
                "another member|POST|/things/1/parts||201|7|application/json|{\"name\":\"b\",\"x\":1}|the answer",
                "an invalid error|POST|/things/1/parts||400||application/json|{}|the answer",
                "another status|POST|/things/1/parts||200|7|application/json|{\"name\":\"b\"}|no answer 200",
                "another success elsewhere|GET|/x||200||application/json|{\"error\":1}|no answer 200",
                "another media type|POST|/things/1/parts||400||text/html|{\"error\":1}|the media type",
                "no media type|POST|/things/1/parts||400|||{\"error\":1}|the media type",
                "a missing field|POST|/things/1/parts||201||application/json|{\"name\":\"b\"}|X-Id is there 0 times",
                "a wrong field|POST|/things/1/parts||201|x|application/json|{\"name\":\"b\"}|X-Id: ",
                "a secret|POST|/things/1/parts||201|7|application/json|{\"name\":\"a-marker\"}|a secret in the body",
                "a body too many|POST|/things/1/parts||204|7|application/json|{}|a body is not described",
            })
    @DisplayName("accepts described answers and reports others:")
    void reportsWhatIsNotDescribed(
            String what,
            String method,
            String path,
            String request,
            int status,
            String id,
            String type,
            String body,
            String complaint) {
        Map<String, List<String>> headers = new HashMap<>();
        if (id != null) {
            headers.put("x-ID", List.of(id));
        }
        if (type != null && !type.isEmpty()) {
            headers.put("content-type", List.of(type));
        }
        List<String> complaints = description.complaints(new Exchange(method, path, request, status, headers, body));
        if (complaint == null) {
            assertThat(complaints).isEmpty();
        } else {
            assertThat(complaints).anySatisfy(text -> assertThat(text).startsWith(complaint));
        }
    }

    @Test
    @DisplayName("fails a test with a list of all differences")
    void failsWithAllDifferences() {
        Exchange seen = Exchange.ofText(
                "GET /y HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nOh");
        assertThat(seen.path()).isEqualTo("/y");
        assertThatThrownBy(() -> description.requires(seen))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("text/html");
    }

    @Test
    @DisplayName("reads answers to input that is not HTTP, and answers below a mount path")
    void readsRawExchanges() {
        Exchange garbage = Exchange.ofText(
                "<html>", "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\n\r\n{\"error\":1}");
        assertThat(garbage.method()).isEmpty();
        description.requires(garbage);
        assertThat(new Exchange("GET", "/app/x", null, 404, Map.of(), "")
                        .below("/app")
                        .path())
                .isEqualTo("/x");
        assertThatThrownBy(() -> Exchange.ofText("GET / HTTP/1.1", "HTTP/2 200\r\n\r\n"))
                .hasMessageContaining("not an HTTP/1.1 answer");
    }
}
