package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Authentication")
class AuthenticationTest {
    private static final String EXPIRED = "token-that-is-over";
    private static final String REVOKED = "token-that-was-taken-back";

    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();

    @BeforeEach
    void addTokens() {
        ProjectCaller caller = ProjectCaller.of("tester", ProjectId.of(World.PROJECT));
        world.tokens.add(EXPIRED, caller, World.NOW);
        world.tokens.add(REVOKED, caller, null);
        world.tokens.revoke(REVOKED);
    }

    @ParameterizedTest
    @DisplayName("decides by token, project and action")
    @CsvSource({
        "marker-of-the-project,  0123456789abcdef0123456789abcdef, 201, 200, 200",
        "marker-of-the-project,  ffff456789abcdef0123456789abcdef, 403, 403, 403",
        "marker-that-may-list,   0123456789abcdef0123456789abcdef, 403, 200, 403",
        "token-that-is-over,    0123456789abcdef0123456789abcdef, 401, 401, 401",
        "token-that-is-over,    ffff456789abcdef0123456789abcdef, 401, 401, 401",
        "unknown,               0123456789abcdef0123456789abcdef, 401, 401, 401",
    })
    void decidesByTokenProjectAndAction(String token, String project, int create, int list, int status) {
        String body = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}";
        Reply created = Request.create(body).inProject(project).token(token).to(api);
        assertThat(created.status()).isEqualTo(create);
        assertThat(Request.list(null).inProject(project).token(token).to(api).status())
                .isEqualTo(list);
        assertThat(Request.status("{\"instance_ids\":[\"a\"]}")
                        .inProject(project)
                        .token(token)
                        .to(api)
                        .status())
                .isEqualTo(status);
        assertThat(world.repository.invocations()).hasSize(create == 201 ? 1 : 0);
    }

    @Test
    @DisplayName("gives the same answer to all invalid credentials")
    void answersAllInvalidCredentialsAlike() {
        Reply missing = Request.create("{}").without("X-Auth-Token").to(api);
        missing.isError(401, "taskmgr.0401", "Authentication failed.");
        assertThat(missing.header("WWW-Authenticate")).isNotEmpty();
        for (Request request : new Request[] {
            Request.create("{}").token("unknown"),
            Request.create("{}").token(EXPIRED),
            Request.create("{}").token(REVOKED),
            Request.create("{}").token(""),
            Request.create("{}").token(World.TOKEN + " "),
            Request.create("{}").another("X-Auth-Token", World.TOKEN),
            Request.create("{}").without("X-Auth-Token").header("Authorization", "Bearer " + World.TOKEN),
        }) {
            Reply reply = request.to(api);
            assertThat(reply.body()).isEqualTo(missing.body());
            assertThat(reply.response().headers()).isEqualTo(missing.response().headers());
        }
        Request.list(null).token("unknown").to(api).isError(401, "ces.0015", "Authentication failed.");
    }

    @Test
    @DisplayName("ignores the case of the header's name")
    void ignoresTheCaseOfTheHeader() {
        Request request = Request.list(null).without("X-Auth-Token").header("x-aUTH-tOKEN", World.TOKEN);
        assertThat(request.to(api).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("accepts tokens of 1 to 16,384 characters")
    @ValueSource(ints = {1, 2, 8192, 16_384})
    void acceptsTokensOfAllowedLengths(int length) {
        String token = "~".repeat(length);
        world.tokens.add(token, ProjectCaller.of("tester", ProjectId.of(World.PROJECT)), null);
        assertThat(Request.list(null).token(token).to(api).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("refuses a longer token")
    void refusesALongerToken() {
        String message = "X-Auth-Token must have 1 to 16384 characters";
        Request.create("{}").token("~".repeat(16_385)).to(api).isError(400, "taskmgr.0400", message);
        Request.list(null).token("~".repeat(16_385)).to(api).isError(400, "ces.0011", message);
    }

    @Test
    @DisplayName("ends when a token expires or is revoked")
    void endsWithExpiryAndRevocation() {
        ProjectCaller caller = ProjectCaller.of("tester", ProjectId.of(World.PROJECT));
        world.tokens.add("short", caller, World.NOW.plusMillis(1));
        assertThat(Request.list(null).token("short").to(api).status()).isEqualTo(200);
        world.clock.set(World.NOW.plusMillis(1));
        assertThat(Request.list(null).token("short").to(api).status()).isEqualTo(401);
        world.tokens.add("short", caller, World.NOW.plus(Duration.ofDays(1)));
        assertThat(Request.list(null).token("short").to(api).status()).isEqualTo(200);
        assertThat(world.tokens.revoke("short")).isTrue();
        assertThat(Request.list(null).token("short").to(api).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("accepts a caller that the host implements")
    void acceptsACallerOfTheHost() {
        Caller reader =
                new ProjectCaller("reader", Map.of(ProjectId.of("p"), new Grant(Set.of(Action.LIST_STATUSES), null)));
        AgentMaintenanceApi own = AgentMaintenanceApi.builder(
                        world.maintenance, request -> new Authentication.Verdict.Proven(reader))
                .build();
        Request.status("{\"instance_ids\":[\"a\"]}")
                .inProject("p")
                .without("X-Auth-Token")
                .to(own)
                .isOk(200, "{\"agent_status\":[]}");
        Request.list(null).inProject("p").to(own).isError(403, "ces.0017", "You are not allowed to do this");
    }
}
