package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.PortException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The HTTP function")
class EdgeTest {
    private static final String INSTALL = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}";
    private static final String PROJECT = "/v3/" + World.PROJECT;

    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();

    @Nested
    @DisplayName("Paths")
    class Paths {
        @ParameterizedTest
        @DisplayName("may have a double slash at the start and a slash at the end")
        @ValueSource(strings = {"/%s", "/%s/", "//%s", "//%s/"})
        void acceptsADoubleSlashAtTheStartAndASlashAtTheEnd(String form) {
            String path = form.formatted(PROJECT.substring(1) + "/agent-invocations");
            assertThat(Request.of("GET", path).to(api).status()).isEqualTo(200);
        }

        @Test
        @DisplayName("may have a project with unnecessary escapes")
        void acceptsUnnecessaryEscapes() {
            String project = World.PROJECT.replace("a", "%61").replace("0", "%30");
            assertThat(Request.list(null).inProject(project).to(api).status()).isEqualTo(200);
        }

        @ParameterizedTest
        @DisplayName("of anything else are answered 404")
        @ValueSource(
                strings = {
                    "",
                    "/",
                    "*",
                    "/v3",
                    "/v3/",
                    "/v3/p",
                    "/v3/p/",
                    "/v3/p/agent-invocation",
                    "/v3/p/agent-invocations//",
                    "///v3/p/agent-invocations",
                    "/v3/p/agent-invocations/batch-create/x",
                    "/v3/p//agent-invocations",
                    "/v3/p/./agent-invocations",
                    "/v3/p/../p/agent-invocations",
                    "/x/../v3/p/agent-invocations",
                    "/v3/p/q/agent-invocations",
                    "/v3/p%2fagent-invocations",
                    "/v3/p/agent%2Dinvocations",
                    "/v3/p/agent-invocations;a=b",
                    "/v3/p/agent-invocations%00",
                    "/v3/p/agent-invocations\u0000",
                    "/v3/p/AGENT-INVOCATIONS",
                    "/V3/p/agent-invocations",
                    "/v2/p/agent-invocations",
                    "v3/p/agent-invocations",
                    "http://h/v3/p/agent-invocations",
                    "/v3/p/agent-status/batch-query?x",
                    "/v3/\r\nX: y/agent-status",
                })
        void answersOtherPathsWith404(String path) {
            for (String method : new String[] {"GET", "POST", "OPTIONS", "x y"}) {
                Request.of(method, path).to(api).isError(404, "taskmgr.0404", "There is no such resource.");
            }
        }
    }

    @Nested
    @DisplayName("Methods")
    class Methods {
        @ParameterizedTest
        @DisplayName("that a resource does not have are answered 405, with those that it has")
        @CsvSource({
            "GET,    agent-invocations/batch-create, taskmgr.0405, 'POST, OPTIONS'",
            "HEAD,   agent-invocations/batch-create, taskmgr.0405, 'POST, OPTIONS'",
            "post,   agent-invocations/batch-create, taskmgr.0405, 'POST, OPTIONS'",
            "POST,   agent-invocations,              ces.0011,     'GET, HEAD, OPTIONS'",
            "DELETE, agent-invocations,              ces.0011,     'GET, HEAD, OPTIONS'",
            "PUT,    agent-status/batch-query,       ces.0011,     'POST, OPTIONS'",
            "TRACE,  agent-status/batch-query,       ces.0011,     'POST, OPTIONS'",
        })
        void answersOtherMethodsWith405(String method, String resource, String code, String allow) {
            Reply reply = Request.of(method, PROJECT + "/" + resource)
                    .without("X-Auth-Token")
                    .to(api);
            reply.isError(405, code, "The resource does not have this method.");
            assertThat(reply.header("Allow")).isEqualTo(allow);
        }

        @Test
        @DisplayName("are listed by OPTIONS, without credentials")
        void answersOptionsWithTheMethods() {
            Reply reply = Request.of("OPTIONS", PROJECT + "/agent-invocations")
                    .without("X-Auth-Token")
                    .to(api);
            assertThat(reply.response().headers())
                    .isEqualTo(Map.of("Allow", "GET, HEAD, OPTIONS", "X-Request-Id", "request-1"));
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body()).isEmpty();
        }

        @Test
        @DisplayName("include HEAD, which is answered like GET")
        void answersHeadLikeGet() {
            Request.of("HEAD", PROJECT + "/agent-invocations").to(api).isOk(200, "{\"invocations\":[],\"count\":0}");
        }
    }

    @Nested
    @DisplayName("Content types")
    class ContentTypes {
        @ParameterizedTest
        @DisplayName("of JSON in UTF-8 are accepted in every spelling")
        @ValueSource(
                strings = {
                    "application/json",
                    "application/json; charset=utf-8",
                    "application/json;charset=utf8",
                    "application/json; charset=\"UTF-8\"",
                    "Application/JSON ; Charset = UTF-8",
                    "application/json;v=1;;charset=utf-8;",
                })
        void acceptsJsonInUtf8(String type) {
            assertThat(Request.create(INSTALL)
                            .header("Content-Type", type)
                            .to(api)
                            .status())
                    .isEqualTo(201);
        }

        @Test
        @DisplayName("are optional, and ignored without a body")
        void needsNoContentType() {
            assertThat(Request.create(INSTALL).without("Content-Type").to(api).status())
                    .isEqualTo(201);
            assertThat(Request.list(null)
                            .header("Content-Type", "text/html")
                            .to(api)
                            .status())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @DisplayName("of anything else are answered 415")
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/jsonx",
                    "application/problem+json",
                    "application/x-www-form-urlencoded",
                    "application/json; charset=iso-8859-1",
                    "application/json; charset=utf-16",
                    "application/json; charset=utf-8; charset=utf-7",
                    "application/json; charset=",
                    "application/json; charset=\"",
                    "application/json, text/plain",
                    ";",
                })
        void answersOtherContentTypesWith415(String type) {
            Request.create(INSTALL)
                    .header("Content-Type", type)
                    .to(api)
                    .isError(415, "taskmgr.0415", "The content type must be application/json in UTF-8.");
            Request.status("{}").header("Content-Type", type).to(api).isError(415, "ces.0011", "The content type");
        }

        @Test
        @DisplayName("given twice must both be accepted")
        void checksBothContentTypes() {
            Request.create(INSTALL)
                    .another("Content-Type", "text/plain")
                    .to(api)
                    .isError(415, "taskmgr.0415", "The content type");
        }

        @Test
        @DisplayName("of no or more than 64 characters break a documented constraint")
        void limitsTheLengthOfAContentType() {
            for (String type : new String[] {"application/json; x=" + "y".repeat(45), "", " "}) {
                Request.create(INSTALL)
                        .header("Content-Type", type)
                        .to(api)
                        .isError(400, "taskmgr.0400", "Content-Type must have 1 to 64 characters");
            }
        }

        @Test
        @DisplayName("must not come with a compressed body")
        void refusesCompressedBodies() {
            Request.create(INSTALL)
                    .header("Content-Encoding", "gzip")
                    .to(api)
                    .isError(415, "taskmgr.0415", "The body must not have a Content-Encoding.");
            assertThat(Request.create(INSTALL)
                            .header("Content-Encoding", "identity")
                            .to(api)
                            .status())
                    .isEqualTo(201);
        }
    }

    @Nested
    @DisplayName("Bodies")
    class Bodies {
        @Test
        @DisplayName("that a binding did not read completely, or of more than 1 MiB, are answered 413")
        void answersLargeBodiesWith413() {
            Request.create("").tooLarge().to(api).isError(413, "taskmgr.0413", "The request body is larger");
            Request.status("").tooLarge().to(api).isError(413, "ces.0011", "The request body is larger");
            Request.create(INSTALL + " ".repeat(AgentMaintenanceApi.MAX_BODY))
                    .to(api)
                    .isError(413, "taskmgr.0413", "The request body is larger");
        }

        @Test
        @DisplayName("of exactly 1 MiB are accepted")
        void acceptsABodyOfOneMebibyte() {
            String padded = INSTALL + " ".repeat(AgentMaintenanceApi.MAX_BODY - INSTALL.length());
            assertThat(Request.create(padded).to(api).status()).isEqualTo(201);
        }
    }

    @Nested
    @DisplayName("Request ids")
    class Ids {
        @ParameterizedTest
        @DisplayName("of a valid form are returned, on answers of every kind")
        @ValueSource(strings = {"a", "0-9._Zz", "r-23456789012345678901234567890123456789012345678901234567890123"})
        void echoesValidRequestIds(String id) {
            for (Request request : new Request[] {
                Request.list(null),
                Request.list("limit=0"),
                Request.of("GET", "/"),
                Request.list(null).token("x")
            }) {
                assertThat(request.header("X-Request-Id", id).to(api).header("X-Request-Id"))
                        .isEqualTo(id);
            }
        }

        @ParameterizedTest
        @DisplayName("of another form are replaced")
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "a b",
                    "a\r\nX: y",
                    "\u00e9",
                    "<a>",
                    "r-234567890123456789012345678901234567890123456789012345678901234",
                })
        void replacesInvalidRequestIds(String id) {
            assertThat(Request.list(null).header("x-request-id", id).to(api).header("X-Request-Id"))
                    .isEqualTo("request-1");
        }

        @Test
        @DisplayName("made here are valid and differ; invalid ones of a host are replaced")
        void makesValidAndDifferentRequestIds() {
            AgentMaintenanceApi careless =
                    world.builder().requestIds(() -> "a\r\nX: y").build();
            String first = Request.list(null).to(careless).header("X-Request-Id");
            String second = Request.list(null).to(careless).header("X-Request-Id");
            assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
        }

        @Test
        @DisplayName("exist even if the host's source fails")
        void makesRequestIdsIfTheHostsSourceFails() {
            AgentMaintenanceApi broken = world.builder()
                    .requestIds(() -> {
                        throw new IllegalStateException("no more ids");
                    })
                    .build();
            assertThat(Request.list(null).to(broken).status()).isEqualTo(200);
        }
    }

    @Nested
    @DisplayName("If a port fails")
    class BrokenWorld {
        @Test
        @DisplayName("list and status query are answered 503 with Retry-After")
        void answers503IfAPortFails() {
            world.repository.failWith(new PortException("the store is down", null));
            world.servers.goDown();
            Reply list = Request.list(null).to(api);
            list.isError(503, "ces.0008", "The service is not available at the moment.");
            assertThat(list.header("Retry-After")).isEqualTo("5");
            Request.status("{\"instance_ids\":[\"a\"]}").to(api).isError(503, "ces.0008", "The service is not");
        }

        @Test
        @DisplayName("batch-create answers for each item")
        void refusesEachItemIfAPortFails() {
            world.servers.goDown();
            Reply reply = Request.create(INSTALL).to(api);
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.body()).contains("\"error_code\":\"invocationmgr.0091\"");
        }

        @Test
        @DisplayName("an unexpected failure is answered 500 without details, on every resource")
        void answers500WithoutDetails() {
            AgentMaintenanceApi broken = AgentMaintenanceApi.builder(world.maintenance, request -> {
                        throw new IllegalStateException("secret detail");
                    })
                    .build();
            Request.list(null).to(broken).isError(500, "ces.0007", "Internal error.");
        }

        @Test
        @DisplayName("an undocumented exception of a port is answered 503 like a failure of the port, without details")
        void answers503IfAPortThrowsAnUndocumentedException() {
            world.repository.failWith(new IllegalStateException("secret detail"));
            Request.list(null).to(api).isError(503, "ces.0008", "The service is not available at the moment.");
        }

        @Test
        @DisplayName("errors of the Java machine are answered too")
        void answersErrorsOfTheJavaMachineToo() {
            AgentMaintenanceApi broken = AgentMaintenanceApi.builder(world.maintenance, request -> {
                        throw new StackOverflowError();
                    })
                    .build();
            Request.create("{}").to(broken).isError(500, "taskmgr.0500", "Internal error.");
        }
    }

    @Nested
    @DisplayName("A binding")
    class Bindings {
        @Test
        @DisplayName("can reject requests")
        void rejectsRequestsOfAnOverloadedBinding() {
            Reply overloaded = new Reply(api.overloaded(
                    Request.create("").header("X-Request-Id", "id-7").build()));
            overloaded.isError(429, "taskmgr.0429", "Too many requests.");
            assertThat(overloaded.header("Retry-After")).isEqualTo("1");
            assertThat(overloaded.header("X-Request-Id")).isEqualTo("id-7");
            Reply stopping = new Reply(api.unavailable(Request.list(null).build()));
            stopping.isError(503, "ces.0008", "The service is not available");
            assertThat(stopping.header("Retry-After")).isEqualTo("5");
        }

        @ParameterizedTest
        @DisplayName("has an error body for what its server refuses")
        @CsvSource({
            "400, /nowhere, 400, taskmgr.0400, The request is not valid HTTP.",
            "404, /nowhere, 404, taskmgr.0404, There is no such resource.",
            "405, /nowhere, 405, taskmgr.0400, The resource does not have this method.",
            "408, /nowhere, 408, taskmgr.0400, The request did not arrive in time.",
            "413, /nowhere, 413, taskmgr.0413, The request body is larger than the limit.",
            "414, /nowhere, 414, taskmgr.0400, The request line is too long.",
            "426, /nowhere, 426, taskmgr.0400, The request is not valid.",
            "431, /nowhere, 431, taskmgr.0400, The request headers are too long.",
            "500, /nowhere, 500, taskmgr.0500, Internal error.",
            "503, /nowhere, 503, taskmgr.0503, The service is not available",
            "505, /nowhere, 505, taskmgr.0500, The version of HTTP is not supported.",
            "200, /nowhere, 500, taskmgr.0500, Internal error.",
            "-1, /nowhere, 500, taskmgr.0500, Internal error.",
            "400, '', 400, taskmgr.0400, The request is not valid HTTP.",
            "400, /v3/p/agent-invocations/batch-create, 400, taskmgr.0400, The request is not valid HTTP.",
            "400, /v3/p/agent-invocations, 400, ces.0011, The request is not valid HTTP.",
            "503, /v3/p/agent-status/batch-query, 503, ces.0008, The service is not available",
            "505, /v3/p/agent-invocations, 505, ces.0007, The version of HTTP is not supported.",
        })
        void answersErrorsOfTheServerInTheSameShape(int given, String path, int status, String code, String message) {
            new Reply(api.protocolError(given, "GET", path)).isError(status, code, message);
        }
    }

    @Nested
    @DisplayName("The first failed check is answered, in this order:")
    class Order {
        @Test
        @DisplayName("path, method, size, credentials, project, permission, type, content")
        void checksInTheDocumentedOrder() {
            Request worst = Request.of("PUT", "/nowhere")
                    .token("unknown")
                    .header("Content-Type", "text/plain")
                    .tooLarge();
            assertThat(worst.to(api).status()).isEqualTo(404);
            assertThat(worst.at("/v3/A/agent-invocations/batch-create").to(api).status())
                    .isEqualTo(405);
            Request large = Request.of("POST", "/v3/A/agent-invocations/batch-create")
                    .token("unknown")
                    .tooLarge();
            assertThat(large.to(api).status()).isEqualTo(413);
            Request post = Request.of("POST", "/v3/A/agent-invocations/batch-create")
                    .token("unknown")
                    .header("Content-Type", "text/plain");
            assertThat(post.to(api).status()).isEqualTo(401);
            assertThat(post.token(World.TOKEN).to(api).status()).isEqualTo(400);
            String resource = "/agent-invocations/batch-create";
            assertThat(post.at("/v3/" + World.OTHER_PROJECT + resource).to(api).status())
                    .isEqualTo(403);
            assertThat(post.at(PROJECT + resource).to(api).status()).isEqualTo(415);
            Request small = Request.create("").header("Content-Type", "text/plain");
            assertThat(small.to(api).status()).isEqualTo(415);
            assertThat(small.without("Content-Type").to(api).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @DisplayName("Every error has a code of its form for every resource")
    @EnumSource(ApiError.class)
    void everyErrorHasACodeForEveryResource(ApiError error) {
        for (Route route : Route.values()) {
            Reply reply = new Reply(Responses.error(route, ApiException.of(error), "id"));
            assertThat(reply.error().group(1)).startsWith(route == Route.CREATE ? "taskmgr." : "ces.");
        }
    }
}
