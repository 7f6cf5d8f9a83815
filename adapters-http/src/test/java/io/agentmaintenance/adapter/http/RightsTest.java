package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.iam.IamApi;
import io.agentmaintenance.adapter.http.iam.IamDirectory;
import io.agentmaintenance.domain.ProjectId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final String DOMAIN = ",\"scope\":{\"domain\":{\"id\":\"d1\"}}";
    private static final Duration DAY = Duration.ofHours(24);
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
    private static final IamApi IAM = new IamApi(
            IamDirectory.builder()
                    .domain("d1", "acme")
                    .project(ProjectId.of(NORTH), "north", "d1")
                    .project(ProjectId.of(SOUTH), "south", "d1")
                    .user("everywhere", "everywhere", "d1", "pw".toCharArray(), projects(NORTH, SOUTH), ALL)
                    .user("reader", "reader", "d1", "pw".toCharArray(), projects(NORTH, SOUTH), READ)
                    .user("northerner", "northerner", "d1", "pw".toCharArray(), projects(NORTH), ALL)
                    .build(),
            AUTHENTICATION,
            WORLD.tokens::add,
            WORLD.clock);

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
    @DisplayName("of a configured token count in their own project only:")
    void ofAConfiguredToken(Rights north, Rights south) {
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
    @DisplayName("of an access key, permanent or temporary, count in their own project only:")
    void ofAnAccessKey(Rights north, Rights south) {
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

    /** The ways from a configured token to a token with the scope of the first project. */
    enum Way {
        EXCHANGE,
        EXCHANGE_OF_AN_EXCHANGE,
        UNSCOPED_THEN_SCOPED,
        DOMAIN_THEN_SCOPED,
        SCOPE_CHANGE,
        SCOPE_CHANGE_AND_BACK;

        List<String> scopes() {
            return switch (this) {
                case EXCHANGE -> List.of(project(NORTH));
                case EXCHANGE_OF_AN_EXCHANGE -> List.of(project(NORTH), project(NORTH), project(NORTH));
                case UNSCOPED_THEN_SCOPED -> List.of("", project(NORTH));
                case DOMAIN_THEN_SCOPED -> List.of(DOMAIN, "", project(NORTH));
                case SCOPE_CHANGE -> List.of(project(SOUTH), project(NORTH));
                case SCOPE_CHANGE_AND_BACK -> List.of(project(NORTH), project(SOUTH), "", project(NORTH));
            };
        }

        boolean isPossible(Rights north, Rights south) {
            return !isOver(north) && (!scopes().contains(project(SOUTH)) || !isOver(south));
        }
    }

    static Stream<Arguments> ways() {
        return Stream.of(Way.values())
                .flatMap(way -> pairs().map(Arguments::get).map(pair -> Arguments.of(way, pair[0], pair[1])));
    }

    @ParameterizedTest(name = "{0} of {1} there and {2} in the other project")
    @MethodSource("ways")
    @DisplayName("of an exchanged token are those of its origin, for a day at most:")
    void ofAnExchangedToken(Way way, Rights north, Rights south) {
        String token = configured(north, south);
        ApiResponse last = null;
        for (String scope : way.scopes()) {
            last = exchange(token, scope);
            if (last.status() != 201) {
                break;
            }
            token = token(last);
        }

        assertThat(Objects.requireNonNull(last).status()).isEqualTo(way.isPossible(north, south) ? 201 : 401);
        if (last.status() != 201) {
            return;
        }
        Instant expiry = expiry(north);
        assertThat(expiresAt(last)).isEqualTo(expiry);
        for (Instant now : List.of(World.NOW, expiry.minusMillis(1), expiry)) {
            WORLD.clock.set(now);
            for (Action action : Action.values()) {
                int status = now.equals(expiry) ? 401 : expected(north, action);
                assertThat(byToken(token, NORTH, action)).isEqualTo(status);
                assertThat(byToken(token, SOUTH, action)).isEqualTo(now.equals(expiry) ? 401 : 403);
            }
        }
        assertThat(exchange(token, project(NORTH)).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("of a token without a project end for everything when they end in the first of the projects:")
    void ofATokenWithoutProject(Rights north, Rights south) {
        String origin = configured(north, south);
        for (String scope : List.of("", DOMAIN)) {
            WORLD.clock.set(World.NOW);
            ApiResponse answer = exchange(origin, scope);
            assertThat(answer.status()).isEqualTo(isOver(north) && isOver(south) ? 401 : 201);
            if (answer.status() != 201) {
                continue;
            }
            Instant expiry = Stream.of(north, south)
                    .filter(rights -> !isOver(rights))
                    .map(RightsTest::expiry)
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(expiresAt(answer)).isEqualTo(expiry);
            assertThat(byToken(token(answer), NORTH, Action.LIST_INVOCATIONS)).isEqualTo(403);
            WORLD.clock.set(expiry);
            assertThat(exchange(token(answer), "").status()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("decide which projects are listed:")
    void decideWhichProjectsAreListed(Rights north, Rights south) {
        String token = configured(north, south);
        for (int second : new int[] {0, 10, 20}) {
            WORLD.clock.set(World.NOW.plusSeconds(second));
            ApiRequest request = Request.of("GET", "/v3/projects").token(token).build();
            ApiResponse answer = Objects.requireNonNull(IAM.handle(request));
            boolean unknown = isOver(north) && isOver(south);
            assertThat(answer.status()).isEqualTo(unknown ? 401 : 200);
            assertThat(text(answer).contains(NORTH)).isEqualTo(!isOver(north));
            assertThat(text(answer).contains(SOUTH)).isEqualTo(!isOver(south));
        }
    }

    static Stream<Arguments> users() {
        return Stream.of(
                Arguments.of("everywhere", Rights.ALL_FOR_EVER, Rights.ALL_FOR_EVER),
                Arguments.of("reader", Rights.READ_FOR_EVER, Rights.READ_FOR_EVER),
                Arguments.of("northerner", Rights.ALL_FOR_EVER, Rights.NONE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("users")
    @DisplayName("of a password, and of every token that is got with it, are those of the user, for a day in all:")
    void ofAPassword(String user, Rights north, Rights south) {
        ApiResponse first = issue(
                "\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"" + user + "\",\"password\":\"pw\"}}",
                project(NORTH));
        assertThat(expiresAt(first)).isEqualTo(World.NOW.plus(DAY));
        WORLD.clock.set(World.NOW.plus(DAY).minusSeconds(1));
        ApiResponse again = exchange(token(first), project(NORTH));
        ApiResponse changed = exchange(token(first), project(SOUTH));

        assertThat(expiresAt(again)).isEqualTo(World.NOW.plus(DAY));
        assertThat(changed.status()).isEqualTo(south == Rights.NONE ? 401 : 201);
        for (Action action : Action.values()) {
            assertThat(byToken(token(first), NORTH, action)).isEqualTo(expected(north, action));
            assertThat(byToken(token(again), NORTH, action)).isEqualTo(expected(north, action));
            assertThat(byToken(token(again), SOUTH, action)).isEqualTo(403);
            if (changed.status() == 201) {
                assertThat(expiresAt(changed)).isEqualTo(World.NOW.plus(DAY));
                assertThat(byToken(token(changed), NORTH, action)).isEqualTo(403);
                assertThat(byToken(token(changed), SOUTH, action)).isEqualTo(expected(south, action));
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

    @Test
    @DisplayName("end in an exchanged token when the store's own expiry of its origin is reached")
    void theExpiryOfTheStoreCounts() {
        Instant soon = World.NOW.plusSeconds(25);
        WORLD.tokens.add("short-lived", caller(Rights.ALL_FOR_EVER, Rights.ALL_FOR_EVER), soon);

        ApiResponse unscoped = exchange("short-lived", "");

        assertThat(expiresAt(unscoped)).isEqualTo(soon);
        assertThat(expiresAt(exchange(token(unscoped), project(NORTH)))).isEqualTo(soon);
    }

    private static Set<ProjectId> projects(String... ids) {
        return Stream.of(ids).map(ProjectId::of).collect(Collectors.toSet());
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

    /** When a token ends that is issued now for rights in one project. */
    private static Instant expiry(Rights rights) {
        Instant expiry = Objects.requireNonNull(rights.grant()).expiry();
        Instant day = World.NOW.plus(DAY);
        return expiry == null || expiry.isAfter(day) ? day : expiry;
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

    private static String project(String id) {
        return ",\"scope\":{\"project\":{\"id\":\"" + id + "\"}}";
    }

    private static ApiResponse exchange(String token, String scope) {
        return issue("\"methods\":[\"token\"],\"token\":{\"id\":\"" + token + "\"}", scope);
    }

    private static ApiResponse issue(String identity, String scope) {
        ApiRequest request = Request.of("POST", "/v3/auth/tokens")
                .without("X-Auth-Token")
                .body("{\"auth\":{\"identity\":{" + identity + "}" + scope + "}}")
                .build();
        return Objects.requireNonNull(IAM.handle(request));
    }

    private static String token(ApiResponse issued) {
        return Objects.requireNonNull(issued.headers().get("X-Subject-Token"));
    }

    private static Instant expiresAt(ApiResponse issued) {
        return Instant.parse(text(issued).replaceAll(".*\"expires_at\":\"([^\"]+)\".*", "$1"));
    }

    private static String text(ApiResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
