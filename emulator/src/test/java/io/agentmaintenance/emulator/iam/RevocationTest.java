package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.NORTH;
import static io.agentmaintenance.emulator.iam.TestTokens.about;
import static io.agentmaintenance.emulator.iam.TestTokens.byPassword;
import static io.agentmaintenance.emulator.iam.TestTokens.byToken;
import static io.agentmaintenance.emulator.iam.TestTokens.text;
import static io.agentmaintenance.emulator.iam.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A token that is revoked")
class RevocationTest {
    private static final int CAPACITY = 3;

    private final Cloud cloud = new Cloud(new byte[32], CAPACITY);

    private String logIn() {
        return token(cloud.send(byPassword("everywhere", "pw", NORTH)));
    }

    private int status(String method, String subject, String caller) {
        return cloud.send(about(method, subject, caller)).status();
    }

    @Test
    @DisplayName("is no longer valid for any use, while other tokens are")
    void isNoLongerValid() {
        String token = logIn();
        String other = logIn();

        ApiResponse revoked = cloud.send(about("DELETE", token, other));

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.body()).isEmpty();
        assertThat(cloud.status(token, Cloud.NORTH, Action.LIST_INVOCATIONS)).isEqualTo(401);
        assertThat(cloud.send(byToken(token, NORTH)).status()).isEqualTo(401);
        assertThat(status("GET", token, other)).isEqualTo(404);
        assertThat(status("DELETE", token, other)).isEqualTo(404);
        assertThat(cloud.status(other, Cloud.NORTH, Action.LIST_INVOCATIONS)).isEqualTo(200);
    }

    @Test
    @DisplayName("may be the caller's own")
    void mayBeTheCallersOwn() {
        String token = logIn();

        assertThat(status("DELETE", token, token)).isEqualTo(204);
        assertThat(status("GET", token, token)).isEqualTo(401);
    }

    @Test
    @DisplayName("must be an issued one, and the caller that names it must be known")
    void mustBeAnIssuedOne() {
        String token = logIn();
        cloud.configure("marker-configured", ProjectCaller.of("robot", ProjectId.of(Cloud.NORTH)), null);

        assertThat(status("DELETE", token, "unknown")).isEqualTo(401);
        assertThat(status("DELETE", "unknown", token)).isEqualTo(404);
        assertThat(status("DELETE", "marker-configured", token)).isEqualTo(403);
        assertThat(cloud.send(TestRequest.of("DELETE", "/v3/auth/tokens")
                                .token(token)
                                .build())
                        .status())
                .isEqualTo(400);
        assertThat(cloud.status(token, Cloud.NORTH, Action.LIST_INVOCATIONS)).isEqualTo(200);
        assertThat(cloud.status("marker-configured", Cloud.NORTH, Action.LIST_INVOCATIONS))
                .isEqualTo(200);
    }

    @Test
    @DisplayName("is refused with 503 when the list is full, until another one has expired; log-ins still succeed")
    void isRefusedWhenTheListIsFull() {
        for (int i = 0; i < CAPACITY; i++) {
            String token = logIn();
            assertThat(status("DELETE", token, token)).isEqualTo(204);
        }
        cloud.clock.advance(Duration.ofHours(1));
        String token = logIn();
        ApiResponse full = cloud.send(about("DELETE", token, token));

        assertThat(full.status()).isEqualTo(503);
        assertThat(full.headers()).containsKey("Retry-After");
        assertThat(text(full)).startsWith("{\"error\":{\"code\":503,");
        assertThat(status("GET", token, token)).isEqualTo(200);

        cloud.clock.advance(Duration.ofHours(23));
        assertThat(status("DELETE", token, token)).isEqualTo(204);
    }

    @Test
    @DisplayName("stays revoked when the clock is set ahead and back")
    void staysRevokedWhenTheClockJumps() {
        String token = logIn();
        status("DELETE", token, token);

        cloud.clock.advance(Duration.ofDays(2));
        String later = logIn();
        status("DELETE", later, later);
        cloud.clock.advance(Duration.ofDays(-2));

        assertThat(cloud.status(token, Cloud.NORTH, Action.LIST_INVOCATIONS)).isEqualTo(401);
    }
}
