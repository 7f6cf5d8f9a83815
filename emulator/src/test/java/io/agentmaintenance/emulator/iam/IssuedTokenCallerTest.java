package io.agentmaintenance.emulator.iam;

import static io.agentmaintenance.emulator.iam.TestTokens.byPassword;
import static io.agentmaintenance.emulator.iam.TestTokens.byToken;
import static io.agentmaintenance.emulator.iam.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task that is created with an issued token keeps who asked for it:")
class IssuedTokenCallerTest {
    private static final ProjectId NORTH = ProjectId.of(Cloud.NORTH);

    private final Cloud cloud = new Cloud();

    @Test
    @DisplayName("the name of the user who logged in")
    void keepsTheNameOfTheUser() {
        createWith(token(cloud.send(byPassword("northerner", "pw", TestTokens.NORTH))));

        assertThat(cloud.tasks.find(InvocationQuery.newest(NORTH)).invocations())
                .extracting(Invocation::requestedBy)
                .containsExactly(Actor.caller("northerner"));
    }

    @Test
    @DisplayName("the name of the caller whose configured token was exchanged")
    void keepsTheNameBehindAnExchangedToken() {
        cloud.configure("configured-token", ProjectCaller.of("ann", NORTH), null);

        createWith(token(cloud.send(byToken("configured-token", TestTokens.NORTH))));

        assertThat(cloud.tasks.find(InvocationQuery.newest(NORTH)).invocations())
                .extracting(Invocation::requestedBy)
                .containsExactly(Actor.caller("ann"));
    }

    private void createWith(String token) {
        assertThat(cloud.status(token, Cloud.NORTH, Action.CREATE_INVOCATIONS)).isEqualTo(201);
    }
}
