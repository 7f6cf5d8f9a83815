package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.NORTH;
import static io.agentmaintenance.emulator.iam.TestTokens.byPassword;
import static io.agentmaintenance.emulator.iam.TestTokens.byToken;
import static io.agentmaintenance.emulator.iam.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.ProjectId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("An issued token")
class IssuedTokensTest {
    private static final String CONFIGURED = "marker-configured";

    private final Cloud cloud = new Cloud();

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        key[0] = (byte) first;
        return key;
    }

    private String logIn(Cloud at, String user) {
        return token(at.send(byPassword(user, "pw", NORTH)));
    }

    private static int list(Cloud at, String token) {
        return at.status(token, Cloud.NORTH, Action.LIST_INVOCATIONS);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String payload(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /** Ways to change a valid token of a reader, each of which must make it worthless. */
    static Stream<Named<UnaryOperator<String>>> forgeries() {
        return Stream.of(
                Named.of(
                        "another project",
                        token -> withPayload(token, payload(token).replace(Cloud.NORTH, Cloud.SOUTH))),
                Named.of(
                        "another user",
                        token -> withPayload(token, payload(token).replace("reader", "everywhere"))),
                Named.of(
                        "a later expiry",
                        token -> withPayload(token, payload(token).replace("2026-11-24", "2036-11-24"))),
                Named.of("no signature", token -> token.substring(0, token.lastIndexOf('.') + 1)),
                Named.of("two parts", token -> token.substring(0, token.lastIndexOf('.'))),
                Named.of("four parts", token -> token + ".x"),
                Named.of("the algorithm none", token -> withHeader(token, "{\"alg\":\"none\"}")),
                Named.of(
                        "the algorithm none and no signature",
                        token -> encoded("{\"alg\":\"none\"}") + "." + token.split("\\.", -1)[1] + "."),
                Named.of("the algorithm HS512", token -> withHeader(token, "{\"alg\":\"HS512\"}")),
                Named.of("a key id", token -> withHeader(token, "{\"alg\":\"HS256\",\"kid\":\"../../dev/null\"}")),
                Named.of("a header with a space", token -> withHeader(token, "{\"alg\": \"HS256\"}")),
                Named.of("another spelling of its signature", IssuedTokensTest::respelt),
                Named.of("a padded signature", token -> token + "="),
                Named.of("a character more", token -> token + "A"),
                Named.of("a payload that is not JSON", token -> withPayload(token, "[")),
                Named.of("the signature of another key", token -> new TokenSigner(key(1)).sign(Map.of("jti", "x"))),
                Named.of("a huge payload", token -> withPayload(token, "[".repeat(12_000))),
                Named.of("a length beyond the limit", token -> token + "A".repeat(20_000)));
    }

    private static String withPayload(String token, String payload) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + encoded(payload) + "." + parts[2];
    }

    private static String withHeader(String token, String header) {
        return encoded(header) + token.substring(token.indexOf('.'));
    }

    // The last character of 43 has two bits that count for nothing.
    private static String respelt(String token) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(token.charAt(token.length() - 1));
        return token.substring(0, token.length() - 1) + alphabet.charAt(last ^ 1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forgeries")
    @DisplayName("is invalid if it is forged:")
    void isInvalidIfForged(UnaryOperator<String> forgery) {
        String token = logIn(cloud, "reader");
        String forged = forgery.apply(token);

        assertThat(list(cloud, token)).isEqualTo(200);
        assertThat(forged).isNotEqualTo(token);
        assertThat(list(cloud, forged)).isIn(400, 401);
        assertThat(cloud.send(byToken(forged, NORTH)).status()).isEqualTo(401);
        assertThat(cloud.send(TestTokens.about("GET", forged, token)).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("is valid after a restart with the same key, and not after one with another key")
    void isValidAsLongAsTheKeyStays() {
        String token = logIn(new Cloud(key(7)), "everywhere");

        assertThat(list(new Cloud(key(7)), token)).isEqualTo(200);
        assertThat(list(new Cloud(key(8)), token)).isEqualTo(401);
        assertThat(new Cloud(key(8)).send(byToken(token, NORTH)).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("has the rights that the configuration gives its origin at the time of the call")
    void hasTheRightsOfTheConfigurationNow() {
        ProjectId north = ProjectId.of(Cloud.NORTH);
        Cloud before = new Cloud(key(7));
        before.configure(CONFIGURED, ProjectCaller.of("robot", north), null);
        String token = token(before.send(byToken(CONFIGURED, NORTH)));
        assertThat(before.status(token, Cloud.NORTH, Action.CREATE_INVOCATIONS)).isEqualTo(201);

        Cloud reduced = new Cloud(key(7));
        Grant list = new Grant(Set.of(Action.LIST_INVOCATIONS), Cloud.NOW.plusSeconds(60));
        reduced.configure(CONFIGURED, new ProjectCaller("robot", Map.of(north, list)), null);
        assertThat(reduced.status(token, Cloud.NORTH, Action.CREATE_INVOCATIONS))
                .isEqualTo(403);
        assertThat(list(reduced, token)).isEqualTo(200);
        reduced.clock.set(Cloud.NOW.plusSeconds(60));
        assertThat(list(reduced, token)).isEqualTo(401);

        Cloud withoutProject = new Cloud(key(7));
        withoutProject.configure(CONFIGURED, new ProjectCaller("robot", Map.of()), null);
        assertThat(list(withoutProject, token)).isEqualTo(403);

        Cloud withoutOrigin = new Cloud(key(7));
        assertThat(list(withoutOrigin, token)).isEqualTo(401);
        assertThat(withoutOrigin.send(byToken(token, NORTH)).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("does not contain the configured token or password that it was issued for")
    void containsNoSecret() {
        cloud.configure(CONFIGURED, ProjectCaller.of("robot", ProjectId.of(Cloud.NORTH)), null);
        String payload = payload(token(cloud.send(byToken(CONFIGURED, NORTH))));

        assertThat(payload).contains("\"origin\":\"entry:").doesNotContain("marker", "pw");
    }

    @Test
    @DisplayName("takes no memory: after 100,000 exchanges users can still log in, and each token is still valid")
    void takesNoMemory() {
        String first = logIn(cloud, "everywhere");
        String token = first;
        for (int i = 0; i < 100_000; i++) {
            token = token(cloud.sendUnchecked(byToken(token, NORTH)));
        }

        assertThat(list(cloud, first)).isEqualTo(200);
        assertThat(list(cloud, token)).isEqualTo(200);
        assertThat(list(cloud, logIn(cloud, "reader"))).isEqualTo(200);
    }

    @Test
    @DisplayName("is left to the next authentication if it is a configured token of the same form")
    void leavesOtherTokensToTheNextAuthentication() {
        String similar = encoded("{\"alg\":\"HS256\"}") + ".configured.marker";
        cloud.configure(similar, ProjectCaller.of("robot", ProjectId.of(Cloud.NORTH)), null);

        assertThat(list(cloud, similar)).isEqualTo(200);
        assertThat(cloud.send(byToken(similar, NORTH)).status()).isEqualTo(201);
    }

    @Test
    @DisplayName("needs a key of 32 bytes")
    void needsAKeyOf32Bytes() {
        assertThatThrownBy(() -> new Cloud(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }
}
