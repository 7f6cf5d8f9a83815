package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A task keeps who asked for it:")
class RequestedByTest {
    private final World world = new World();

    @Test
    @DisplayName("the name of the token's caller")
    void keepsTheNameOfTheCaller() {
        world.tokens.add("anns-token", ProjectCaller.of("ann", ProjectId.of(World.PROJECT)), null);

        assertThat(requestedBy("anns-token")).isEqualTo(Actor.caller("ann"));
    }

    @Test
    @DisplayName("of a long name the first 64 characters")
    void keepsTheBeginningOfALongName() {
        String longName = "n".repeat(65);
        world.tokens.add("long-token", ProjectCaller.of(longName, ProjectId.of(World.PROJECT)), null);

        assertThat(requestedBy("long-token")).isEqualTo(Actor.caller("n".repeat(64)));
    }

    @ParameterizedTest
    @CsvSource({"''", "null", "throws"})
    @DisplayName("an unknown caller, if the host has no name for the caller")
    void keepsAnUnknownCaller(String kind) {
        world.tokens.add("nameless-token", new Nameless(kind), null);

        assertThat(requestedBy("nameless-token")).isEqualTo(Actor.unknownCaller());
    }

    private Actor requestedBy(String token) {
        Reply reply = Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}")
                .token(token)
                .to(world.api());
        assertThat(reply.status()).isEqualTo(201);
        assertThat(world.repository.invocations()).hasSize(1);
        Invocation task = world.repository.invocations().iterator().next();
        return task.requestedBy();
    }

    /** A caller whose name is empty or null, or cannot be found out. */
    private record Nameless(String kind) implements Caller {
        @Override
        public @Nullable Grant grant(ProjectId project) {
            return new Grant(Set.of(Action.values()), null);
        }

        @Override
        @SuppressWarnings("NullAway") // A host may break the contract.
        public String name() {
            if (kind.equals("throws")) {
                throw new IllegalStateException("no name");
            }
            return kind.equals("null") ? null : kind;
        }
    }
}
