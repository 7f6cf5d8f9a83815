package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The log")
class LogTest {
    private static final String MARKER = "S3cr3tMarker";

    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.agentmaintenance");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    @DisplayName("has one line at INFO for each batch, and one at DEBUG for each other answer")
    void hasOneLineForEachAnswer() {
        Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\",\"silent\"]}")
                .to(api);
        Request.list(null).to(api);
        Request.status("{\"instance_ids\":[\"silent\"]}").to(api);
        String who = " project=" + World.PROJECT + " caller=tester: ";
        assertThat(texts())
                .containsExactly(
                        "INFO request request-1 POST CREATE -> 201" + who
                                + "1 of 2 accepted, refused: UNIAGENT_SILENT=1",
                        "DEBUG request request-1 GET LIST -> 200" + who + "1 of 1 tasks",
                        "DEBUG request request-1 POST STATUS -> 200" + who + "1 servers");
    }

    @Test
    @DisplayName("has one line for each refusal, with a reason that the caller does not see")
    void hasOneLineForEachRefusal() {
        Request.of("G\nET", "/no\nwhere" + "x".repeat(300)).query("q=" + MARKER).to(api);
        Request.list(null).token("unknown").to(api);
        Request.list(null).without("X-Auth-Token").to(api);
        Request.list("limit=0").to(api);
        assertThat(texts())
                .containsExactly(
                        "INFO request request-1 G?ET /no\\nwhere" + "x".repeat(246)
                                + " -> 404: taskmgr.0404 There is no such resource.",
                        "INFO request request-1 GET LIST -> 401: ces.0015 token unknown or expired",
                        "INFO request request-1 GET LIST -> 401: ces.0015 no credentials",
                        "INFO request request-1 GET LIST -> 400 project=" + World.PROJECT
                                + " caller=tester: ces.0006 limit must be a whole number from 1 to 100");
    }

    @Test
    @DisplayName("has a short line for what is not HTTP")
    void hasOneLineForEachProtocolError() {
        api.protocolError(400, "", "/v3/p/agent-invocations");
        api.protocolError(431, "GET", "/\u0000" + "x".repeat(300));
        assertThat(texts().get(0)).matches("INFO request [0-9a-f]+ \\? LIST -> 400: The request is not valid HTTP\\.");
        assertThat(texts().get(1))
                .matches("INFO request [0-9a-f]+ GET /\\\\u0000x{249} -> 431: The request headers are too long\\.");
    }

    @Test
    @DisplayName("has the stack trace of an unexpected failure, with the id of the request")
    void hasTheStackTraceOfAnUnexpectedFailure() {
        AgentMaintenanceApi broken = AgentMaintenanceApi.builder(world.maintenance, request -> {
                    throw new IllegalStateException("disk on fire");
                })
                .requestIds(() -> "request-1")
                .build();
        Request.list(null).to(broken);
        ILoggingEvent event = lines.list.get(0);
        assertThat(event.getLevel()).isEqualTo(Level.ERROR);
        assertThat(event.getFormattedMessage()).isEqualTo("request request-1 failed unexpectedly");
        assertThat(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .contains("disk on fire", "LogTest.lambda$hasTheStackTrace");
    }

    @Test
    @DisplayName("omits the name of a caller if reading the name fails")
    void omitsTheNameOfACallerThatFails() {
        Caller nameless = new Caller() {
            @Override
            public Grant grant(ProjectId project) {
                return new Grant(Set.of(Action.values()), null);
            }

            @Override
            public String name() {
                throw new IllegalStateException("no name");
            }
        };
        AgentMaintenanceApi own = AgentMaintenanceApi.builder(
                        world.maintenance, request -> new Authentication.Verdict.Proven(nameless))
                .build();
        assertThat(Request.list(null).to(own).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("contains no secret, and neither does any answer, whatever is wrong with the request")
    void hasNoSecrets() {
        String token = MARKER + "-token";
        world.tokens.add(token, ProjectCaller.of("tester", ProjectId.of(World.PROJECT)), null);
        String meta = "\"remote_install_meta\":[{\"user_name\":\"root\",\"password\":\"" + MARKER + "\"}]";
        List<AgentMaintenanceApi> both =
                List.of(api, world.builder().rejectUnknownFields(true).build());
        for (AgentMaintenanceApi each : both) {
            for (String type : List.of("INSTALL", "REMOTE_INSTALL", MARKER)) {
                String json =
                        "{\"invocation_type\":\"" + type + "\",\"instance_ids\":[\"instancexxx001\"]," + meta + "}";
                List<String> bodies = List.of(
                        json,
                        json.substring(0, json.length() - 1),
                        json + MARKER,
                        json.replace("{\"user", "{" + MARKER + "\"user"),
                        json.replace("\"" + MARKER + "\"", "1" + MARKER),
                        json.replace("\"" + MARKER + "\"", "\"" + MARKER + "\",\"password\":\"" + MARKER + "\""),
                        json.replace("\"instancexxx001\"", "\"" + MARKER + "_\",7"));
                for (String body : bodies) {
                    assertThat(Request.create(body).token(token).to(each).body())
                            .doesNotContain(MARKER);
                }
            }
            for (Request request : new Request[] {
                Request.list("instance_id=" + MARKER + "_&limit=" + MARKER + "&offset=%" + MARKER)
                        .token(token),
                Request.list(null).token(MARKER + "-unknown"),
                Request.list(null).token(MARKER.repeat(2000)),
                Request.list(null).inProject(MARKER).token(token),
                Request.of("GET", "/nowhere").query(MARKER).token(token),
                Request.create("{}").token(token).header("Content-Type", MARKER),
                Request.create("{}").token(token).header("Authorization", "SDK-HMAC-SHA256 Signature=" + MARKER),
                Request.create("{}").token(token).header("X-Request-Id", MARKER + "!"),
            }) {
                Reply reply = request.to(each);
                assertThat(reply.body() + reply.response().headers()).doesNotContain(MARKER);
            }
        }
        assertThat(lines.list).hasSizeGreaterThan(50);
        assertThat(texts()).noneMatch(line -> line.contains(MARKER));
    }

    private List<String> texts() {
        return lines.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }
}
