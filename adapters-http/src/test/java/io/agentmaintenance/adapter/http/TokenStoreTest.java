package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.SettableClock;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The token store")
class TokenStoreTest {
    private static final Caller ANNA = ProjectCaller.of("anna", ProjectId.of("p"));
    private static final Caller BERT = ProjectCaller.of("bert", ProjectId.of("p"));

    private final SettableClock clock = SettableClock.at(World.NOW);
    private final Instant soon = World.NOW.plusSeconds(1);

    @Test
    @DisplayName("returns the caller of a token, the one that was added last")
    void returnsTheCallerOfAToken() {
        TokenStore tokens = new TokenStore(clock);
        tokens.add("a", ANNA, null);
        tokens.add("b", ANNA, null);
        tokens.add("b", BERT, null);
        assertThat(tokens.find("a")).isSameAs(ANNA);
        assertThat(tokens.find("b")).isSameAs(BERT);
        assertThat(tokens.find("c")).isNull();
        assertThat(tokens.find("")).isNull();
    }

    @Test
    @DisplayName("removes expired tokens when it is full, and no others")
    void removesOnlyExpiredTokensWhenFull() {
        TokenStore tokens = new TokenStore(clock, 2);
        tokens.add("a", ANNA, soon);
        tokens.add("b", ANNA, null);
        assertThatIllegalStateException()
                .isThrownBy(() -> tokens.add("c", ANNA, null))
                .withMessage("too many tokens are in force: 2");
        tokens.add("b", BERT, null);
        clock.set(soon);
        tokens.add("c", ANNA, null);
        assertThat(tokens.find("a")).isNull();
        assertThat(tokens.find("b")).isSameAs(BERT);
        assertThat(tokens.find("c")).isSameAs(ANNA);
    }

    @Test
    @DisplayName("revokes a token once")
    void revokesATokenOnce() {
        TokenStore tokens = new TokenStore(clock);
        tokens.add("a", ANNA, null);
        assertThat(tokens.revoke("a")).isTrue();
        assertThat(tokens.revoke("a")).isFalse();
        assertThat(tokens.find("a")).isNull();
    }

    @ParameterizedTest
    @DisplayName("refuses tokens that no header can carry, without quoting them")
    @ValueSource(strings = {"", "bad token", "bad\ntoken", "bad\u00e9", "bad\u007f", " bad"})
    void refusesTokensThatNoHeaderCanCarry(String token) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenStore(clock).add(token, ANNA, null))
                .withMessage("a token must have 1 to 16384 visible ASCII characters");
    }

    @Test
    @DisplayName("refuses a token of 16,385 characters, and a capacity of zero")
    void refusesLongTokens() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenStore(clock).add("x".repeat(16_385), ANNA, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new TokenStore(clock, 0));
    }

    @Test
    @DisplayName("keeps only digests, and no token")
    void keepsOnlyDigests() throws ReflectiveOperationException {
        TokenStore tokens = new TokenStore(clock);
        tokens.add("abc", ANNA, null);
        Field entries = TokenStore.class.getDeclaredField("entries");
        entries.setAccessible(true);
        Object entry = ((Map<?, ?>) entries.get(tokens)).values().iterator().next();
        for (Field field : entry.getClass().getDeclaredFields()) {
            assertThat(field.getType()).isNotIn(String.class, char[].class);
        }
        Field digest = entry.getClass().getDeclaredField("digest");
        digest.setAccessible(true);
        // SHA-256 of "abc", as the standard's own example has it.
        assertThat((byte[]) digest.get(entry))
                .startsWith(0xba, 0x78, 0x16, 0xbf)
                .hasSize(32);
    }
}
