package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.byPassword;
import static io.agentmaintenance.emulator.iam.TestTokens.byToken;
import static io.agentmaintenance.emulator.iam.TestTokens.text;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A log-in")
class LogInTest {
    private static final int FREE_ATTEMPTS = 5;

    private final Cloud cloud = new Cloud();
    private final Logger logger = (Logger) LoggerFactory.getLogger(IamApi.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void collectLines() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopCollecting() {
        logger.detachAppender(lines);
    }

    private List<String> lines() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private ApiResponse logIn(String user, String password) {
        return cloud.send(byPassword(user, password, ""));
    }

    private void guess(String user, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logIn(user, "marker-wrong").status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("that is refused because too many wait leaves a line, like one with a wrong password")
    void leavesALineIfTooManyWait() {
        assertThat(cloud.iam.overloaded(byPassword("reader", "pw", "")).status())
                .isEqualTo(429);

        assertThat(lines()).singleElement().asString().endsWith("log-in refused: too many log-ins at the same time");
    }

    @Test
    @DisplayName("is needed for other identity requests: a wrong token leaves a line with the reason")
    void leavesALineForAWrongToken() {
        TestRequest request = TestRequest.of("GET", "/v3/auth/catalog").token("marker-token");

        assertThat(cloud.send(request.build()).status()).isEqualTo(401);

        assertThat(lines())
                .singleElement()
                .asString()
                .contains("identity request -> 401: ")
                .doesNotContain("marker-token");
    }

    @Test
    @DisplayName("whose body begins with a byte order mark is refused")
    void refusesAByteOrderMark() {
        TestRequest request = TestRequest.of("POST", "/v3/auth/tokens").body("\ufeff{}");

        ApiResponse refused = cloud.send(request.build());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(text(refused)).contains("The body must be one JSON object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "nobody"})
    @DisplayName(
            "with a wrong password is checked five times, and then refused for a time, for known and unknown users:")
    void isRefusedForATimeAfterWrongPasswords(String user) {
        guess(user, FREE_ATTEMPTS);
        ApiResponse refused = logIn(user, "pw");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        assertThat(text(refused)).startsWith("{\"error\":{\"code\":429,");
        assertThat(logIn("everywhere", "pw").status()).as("another user").isEqualTo(201);

        cloud.clock.advance(Duration.ofSeconds(1));
        guess(user, 1);
        assertThat(logIn(user, "pw").headers()).containsEntry("Retry-After", "2");
        for (int i = 0; i < 10; i++) {
            cloud.clock.advance(Duration.ofSeconds(32));
            guess(user, 1);
        }
        assertThat(logIn(user, "pw").headers()).as("the longest wait").containsEntry("Retry-After", "32");
        cloud.clock.advance(Duration.ofSeconds(32));
        assertThat(logIn(user, "pw").status()).isEqualTo(user.equals("reader") ? 201 : 401);
    }

    @Test
    @DisplayName("that succeeds removes earlier wrong passwords from the count, and so does a quarter of an hour")
    void forgetsWrongPasswordsAfterSuccess() {
        guess("reader", FREE_ATTEMPTS - 1);
        assertThat(logIn("reader", "pw").status()).isEqualTo(201);
        guess("reader", FREE_ATTEMPTS - 1);
        cloud.clock.advance(Duration.ofMinutes(16));
        guess("reader", FREE_ATTEMPTS - 1);

        assertThat(logIn("reader", "pw").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("is not refused for long when the clock was a day ahead and is corrected")
    void isNotRefusedForLongWhenTheClockJumps() {
        cloud.clock.advance(Duration.ofDays(1));
        guess("reader", FREE_ATTEMPTS);
        cloud.clock.advance(Duration.ofDays(-1));

        assertThat(logIn("reader", "pw").status()).isEqualTo(201);
    }

    @Test
    @DisplayName("with another spelling of the same user counts for that user")
    void countsForTheUserHoweverSpelt() {
        guess("reader", FREE_ATTEMPTS);
        String byName = "\"methods\":[\"password\"],\"password\":{\"user\":{\"name\":\"reader\",\"password\":\"pw\","
                + "\"domain\":{\"name\":\"acme\"}}}";

        assertThat(cloud.send(TestTokens.logIn(byName, "")).status()).isEqualTo(429);
    }

    @Test
    @DisplayName("that is refused leaves one log line, with the reason and without a secret or a text of the caller")
    void leavesOneLineForEachRefusal() {
        logIn("reader", "marker-wrong");
        logIn("marker-unknown", "marker-wrong");
        cloud.send(byToken("marker-token", ""));
        cloud.send(byPassword("northerner", "pw", TestTokens.SOUTH));
        guess("reader", FREE_ATTEMPTS - 1);
        logIn("reader", "pw");

        assertThat(lines())
                .hasSize(4 + FREE_ATTEMPTS - 1 + 1)
                .allMatch(line -> line.matches("request [0-9a-f-]{36}: .*"));
        assertThat(lines().get(0)).endsWith(": log-in refused: wrong password for user reader");
        assertThat(lines().get(1)).endsWith(": log-in refused: an unknown user");
        assertThat(lines().get(2)).endsWith(": log-in refused: the token is unknown, expired or revoked");
        assertThat(lines().get(3)).endsWith(": log-in refused: the scope is wrong, or there are no rights in it");
        assertThat(lines().get(lines().size() - 1))
                .endsWith(": log-in refused: too many wrong passwords for user reader");
        assertThat(lines()).noneMatch(line -> line.contains("marker"));
    }

    @Test
    @DisplayName("that is refused leaves at most 100 log lines in a second; the next line has the number of the others")
    void leavesABoundedNumberOfLines() {
        for (int i = 0; i < 250; i++) {
            cloud.send(byToken("marker-" + i, ""));
        }
        assertThat(lines()).hasSize(100);

        cloud.clock.advance(Duration.ofSeconds(1));
        cloud.send(byToken("marker", ""));
        assertThat(lines()).hasSize(102);
        assertThat(lines().get(100)).isEqualTo("150 more log-ins were refused");
    }

    @Test
    @DisplayName("is detected as a check of a password before it is handled; other requests are not")
    void isDetectedBeforeItIsHandled() {
        assertThat(cloud.iam.checksPassword(byPassword("reader", "pw", ""))).isTrue();
        assertThat(cloud.iam.checksPassword(byPassword("nobody", "pw", ""))).isTrue();
        assertThat(cloud.iam.checksPassword(byToken("x", ""))).isFalse();
        for (TestRequest request : List.of(
                TestRequest.of("GET", "/v3/auth/tokens"),
                TestRequest.of("POST", "/v3/auth/tokens").body("{"),
                TestRequest.of("POST", "/v3/auth/tokens").tooLarge(),
                TestRequest.of("POST", "/v3/p/agent-invocations/batch-create").body("{}"))) {
            assertThat(cloud.iam.checksPassword(request.build())).isFalse();
        }
    }
}
