package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.expiresAt;
import static io.agentmaintenance.emulator.iam.TestTokens.project;
import static io.agentmaintenance.emulator.iam.TestTokens.text;
import static io.agentmaintenance.emulator.iam.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rights of a token that the identity stand-in issues")
class IssuedTokenRightsTest {
    private static final String NORTH = Cloud.NORTH;
    private static final String SOUTH = Cloud.SOUTH;
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
                case ALL_FOR_10_SECONDS -> new Grant(ALL, Cloud.NOW.plusSeconds(10));
                case ALL_FOR_A_WEEK -> new Grant(ALL, Cloud.NOW.plus(Duration.ofDays(7)));
                case READ_FOR_EVER -> new Grant(READ, null);
                case READ_FOR_20_SECONDS -> new Grant(READ, Cloud.NOW.plusSeconds(20));
                case EXPIRED -> new Grant(ALL, Cloud.NOW);
                case NONE -> null;
            };
        }
    }

    private static final Cloud CLOUD = new Cloud();

    @BeforeEach
    void moveTheClockBack() {
        CLOUD.clock.set(Cloud.NOW);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Rights.values())
                .flatMap(north -> Stream.of(Rights.values()).map(south -> Arguments.of(north, south)));
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
    @DisplayName("of a token that was exchanged once or more are those of its origin, for a day at most:")
    void ofAnExchangedTokenAreThoseOfItsOrigin(Way way, Rights north, Rights south) {
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
        for (Instant now : List.of(Cloud.NOW, expiry.minusMillis(1), expiry)) {
            CLOUD.clock.set(now);
            for (Action action : Action.values()) {
                int status = now.equals(expiry) ? 401 : expected(north, action);
                assertThat(CLOUD.status(token, NORTH, action)).isEqualTo(status);
                assertThat(CLOUD.status(token, SOUTH, action)).isEqualTo(now.equals(expiry) ? 401 : 403);
            }
        }
        assertThat(exchange(token, project(NORTH)).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("of a token without a project end completely when they end in the first of the projects:")
    void ofATokenWithoutProjectEndWithTheFirstProject(Rights north, Rights south) {
        String origin = configured(north, south);
        for (String scope : List.of("", DOMAIN)) {
            CLOUD.clock.set(Cloud.NOW);
            ApiResponse answer = exchange(origin, scope);
            assertThat(answer.status()).isEqualTo(isOver(north) && isOver(south) ? 401 : 201);
            if (answer.status() != 201) {
                continue;
            }
            Instant expiry = Stream.of(north, south)
                    .filter(rights -> !isOver(rights))
                    .map(IssuedTokenRightsTest::expiry)
                    .min(Instant::compareTo)
                    .orElseThrow();
            assertThat(expiresAt(answer)).isEqualTo(expiry);
            assertThat(CLOUD.status(token(answer), NORTH, Action.LIST_INVOCATIONS))
                    .isEqualTo(403);
            CLOUD.clock.set(expiry);
            assertThat(exchange(token(answer), "").status()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} there and {1} in the other project")
    @MethodSource("pairs")
    @DisplayName("decide which projects are listed:")
    void decideWhichProjectsAreListed(Rights north, Rights south) {
        String token = configured(north, south);
        for (int second : new int[] {0, 10, 20}) {
            CLOUD.clock.set(Cloud.NOW.plusSeconds(second));
            ApiRequest request =
                    TestRequest.of("GET", "/v3/projects").token(token).build();
            ApiResponse answer = CLOUD.send(request);
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
    @DisplayName("of a token for a password, and of tokens exchanged for it, are those of the user, for a day in all:")
    void ofATokenForAPasswordAreThoseOfTheUser(String user, Rights north, Rights south) {
        ApiResponse first = CLOUD.send(TestTokens.byPassword(user, "pw", project(NORTH)));
        assertThat(expiresAt(first)).isEqualTo(Cloud.NOW.plus(DAY));
        CLOUD.clock.set(Cloud.NOW.plus(DAY).minusSeconds(1));
        ApiResponse again = exchange(token(first), project(NORTH));
        ApiResponse changed = exchange(token(first), project(SOUTH));

        assertThat(expiresAt(again)).isEqualTo(Cloud.NOW.plus(DAY));
        assertThat(changed.status()).isEqualTo(south == Rights.NONE ? 401 : 201);
        for (Action action : Action.values()) {
            assertThat(CLOUD.status(token(first), NORTH, action)).isEqualTo(expected(north, action));
            assertThat(CLOUD.status(token(again), NORTH, action)).isEqualTo(expected(north, action));
            assertThat(CLOUD.status(token(again), SOUTH, action)).isEqualTo(403);
            if (changed.status() == 201) {
                assertThat(expiresAt(changed)).isEqualTo(Cloud.NOW.plus(DAY));
                assertThat(CLOUD.status(token(changed), NORTH, action)).isEqualTo(403);
                assertThat(CLOUD.status(token(changed), SOUTH, action)).isEqualTo(expected(south, action));
            }
        }
    }

    @Test
    @DisplayName("end in an exchanged token when its origin expires in the store")
    void endWithTheExpiryOfTheStore() {
        Instant soon = Cloud.NOW.plusSeconds(25);
        CLOUD.configure("short-lived", caller(Rights.ALL_FOR_EVER, Rights.ALL_FOR_EVER), soon);

        ApiResponse unscoped = exchange("short-lived", "");

        assertThat(expiresAt(unscoped)).isEqualTo(soon);
        assertThat(expiresAt(exchange(token(unscoped), project(NORTH)))).isEqualTo(soon);
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
        CLOUD.configure(token, caller(north, south), forEver ? null : last);
        return token;
    }

    private static boolean isOver(Rights rights) {
        Grant grant = rights.grant();
        return grant == null || !grant.isInForceAt(CLOUD.clock.instant());
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
        Instant day = Cloud.NOW.plus(DAY);
        return expiry == null || expiry.isAfter(day) ? day : expiry;
    }

    private static ApiResponse exchange(String token, String scope) {
        return CLOUD.send(TestTokens.byToken(token, scope));
    }
}
