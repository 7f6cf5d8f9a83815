package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rights of a credential")
class RightsTest {
    private static final String NORTH = World.PROJECT;
    private static final String SOUTH = World.OTHER_PROJECT;
    private static final String SECRET = "marker-secret-of-the-key";
    private static final String SECURITY_TOKEN = "marker-security-token";
    private static final Set<Action> ALL = Set.of(Action.values());
    private static final Set<Action> READ = Set.of(Action.LIST_INVOCATIONS);

    /** What a credential may do in a project. */
    enum Rights {
        ALL_FOR_EVER,
        ALL_FOR_10_SECONDS,
        ALL_FOR_A_WEEK,
        READ_FOR_EVER,
        READ_FOR_20_SECONDS,
        EXPIRED,
        NONE;

        @Nullable Grant grant() {
            return switch (this) {
                case ALL_FOR_EVER -> new Grant(ALL, null);
                case ALL_FOR_10_SECONDS -> new Grant(ALL, World.NOW.plusSeconds(10));
                case ALL_FOR_A_WEEK -> new Grant(ALL, World.NOW.plus(Duration.ofDays(7)));
                case READ_FOR_EVER -> new Grant(READ, null);
                case READ_FOR_20_SECONDS -> new Grant(READ, World.NOW.plusSeconds(20));
                case EXPIRED -> new Grant(ALL, World.NOW);
                case NONE -> null;
            };
        }
    }

    private static final World WORLD = new World();
    private static final Map<String, AccessKey> KEYS = new HashMap<>();
    private static final Authentication AUTHENTICATION = Authentication.firstOf(
            List.of(new SignatureAuthentication(KEYS::get, WORLD.clock), new TokenAuthentication(WORLD.tokens)));
    private static final AgentMaintenanceApi API = AgentMaintenanceApi.builder(WORLD.maintenance, AUTHENTICATION)
            .clock(WORLD.clock)
            .requestIds(() -> "request-1")
            .build();

    @BeforeEach
    void moveTheClockBack() {
        WORLD.clock.set(World.NOW);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Rights.values())
                .flatMap(north -> Stream.of(Rights.values()).map(south -> Arguments.of(north, south)));
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("of a configured token count only in their own project:")
    void ofAConfiguredTokenCountOnlyInTheirProject(Rights north, Rights south) {
        String token = configured(north, south);
        for (int second : new int[] {0, 9, 10, 19, 20, 3600}) {
            WORLD.clock.set(World.NOW.plusSeconds(second));
            boolean unknown = isOver(north) && isOver(south);
            for (Action action : Action.values()) {
                assertThat(byToken(token, NORTH, action)).isEqualTo(unknown ? 401 : expected(north, action));
                assertThat(byToken(token, SOUTH, action)).isEqualTo(unknown ? 401 : expected(south, action));
            }
        }
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("of an access key, permanent or temporary, count only in their own project:")
    void ofAnAccessKeyCountOnlyInTheirProject(Rights north, Rights south) {
        ProjectCaller caller = caller(north, south);
        KEYS.put("AKPERMANENT", AccessKey.permanent("AKPERMANENT", SECRET.toCharArray(), caller));
        KEYS.put(
                "AKTEMPORARY",
                AccessKey.temporary("AKTEMPORARY", SECRET.toCharArray(), SECURITY_TOKEN.toCharArray(), caller));
        for (int second : new int[] {0, 9, 10, 19, 20}) {
            WORLD.clock.set(World.NOW.plusSeconds(second));
            for (String key : KEYS.keySet()) {
                assertThat(bySignature(key, NORTH)).isEqualTo(expected(north, Action.LIST_INVOCATIONS));
                assertThat(bySignature(key, SOUTH)).isEqualTo(expected(south, Action.LIST_INVOCATIONS));
            }
        }
    }

    @Test
    @DisplayName("that have expired in a project are answered there like an unknown token")
    void expiredInOneProjectIsAnsweredLikeUnknown() {
        String token = configured(Rights.EXPIRED, Rights.ALL_FOR_EVER);
        for (Action action : Action.values()) {
            Reply expired = request(NORTH, action).token(token).to(API);
            Reply unknown = request(NORTH, action).token("unknown").to(API);
            assertThat(expired.status()).isEqualTo(401);
            assertThat(expired.body()).isEqualTo(unknown.body());
            assertThat(expired.response().headers())
                    .isEqualTo(unknown.response().headers());
        }
    }

    private static ProjectCaller caller(Rights north, Rights south) {
        Map<ProjectId, Grant> grants = new HashMap<>();
        Grant inNorth = north.grant();
        if (inNorth != null) {
            grants.put(ProjectId.of(NORTH), inNorth);
        }
        Grant inSouth = south.grant();
        if (inSouth != null) {
            grants.put(ProjectId.of(SOUTH), inSouth);
        }
        return new ProjectCaller("tester", grants);
    }

    /** Puts a token in force until the last of its rights expires, as the server does for those of its configuration. */
    private static String configured(Rights north, Rights south) {
        String token = "marker-" + north + "-" + south;
        Instant last = Instant.MIN;
        boolean forEver = false;
        for (Grant grant : caller(north, south).grants().values()) {
            Instant expiry = grant.expiry();
            forEver |= expiry == null;
            last = expiry != null && expiry.isAfter(last) ? expiry : last;
        }
        WORLD.tokens.add(token, caller(north, south), forEver ? null : last);
        return token;
    }

    private static boolean isOver(Rights rights) {
        Grant grant = rights.grant();
        return grant == null || !grant.isInForceAt(WORLD.clock.instant());
    }

    private static int expected(Rights rights, Action action) {
        Grant grant = rights.grant();
        if (grant == null) {
            return 403;
        }
        if (isOver(rights)) {
            return 401;
        }
        boolean creates = action == Action.CREATE_INVOCATIONS;
        return grant.actions().contains(action) ? (creates ? 201 : 200) : 403;
    }

    private static Request request(String project, Action action) {
        Request request = switch (action) {
            case CREATE_INVOCATIONS ->
                Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}");
            case LIST_INVOCATIONS -> Request.list(null);
            case LIST_STATUSES -> Request.status("{\"instance_ids\":[\"a\"]}");
        };
        return request.inProject(project);
    }

    private static int byToken(String token, String project, Action action) {
        return request(project, action).token(token).to(API).status();
    }

    private static int bySignature(String key, String project) {
        String path = "/v3/" + project + "/agent-invocations";
        SignatureRequest request = SignatureRequest.get(path, null)
                .with("Host", "h")
                .with("X-Sdk-Date", SignatureRequest.DATE)
                .with("X-Security-Token", SECURITY_TOKEN)
                .signed(key, SECRET, "host;x-sdk-date", path + "/", "", SignatureRequest.EMPTY_HASH);
        return API.handle(request.asSent()).status();
    }
}
