package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An access key")
class AccessKeyTest {
    private static final Caller ALICE = SignatureVerifier.ALICE;
    private static final char[] SECRET = "marker-secret".toCharArray();

    @Test
    @DisplayName("keeps its secrets out of texts")
    void showsNoSecretInTexts() {
        AccessKey key = AccessKey.temporary("AK1", SECRET, "marker-token".toCharArray(), ALICE);

        assertThat(key.toString()).isEqualTo("AccessKey[AK1]");
        assertThat(AccessKeys.of(List.of(key)).toString()).doesNotContain("marker");
        assertThatThrownBy(() -> AccessKey.temporary("a,b", SECRET, "marker-token".toCharArray(), ALICE))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("marker");
    }

    @Test
    @DisplayName("copies its secret, so that it can be wiped")
    void copiesItsSecret() {
        char[] secret = SignatureRequest.SECRET.toCharArray();
        AccessKey key = AccessKey.permanent("AK1", secret, ALICE);
        Arrays.fill(secret, '\0');

        byte[] hmacOfText =
                java.util.HexFormat.of().parseHex("551ea2910081399bc05abf97118e274a63b9de39f3b66def66fb33c202019b39");
        String text = "SDK-HMAC-SHA256\n20261123T080000Z\n"
                + "9745cefffdd681f7c4abc913f08083bab4e1e128284c88e6732be4de02a9ce8f";
        assertThat(key.signed(text, hmacOfText)).isTrue();
    }

    @ParameterizedTest(name = "has no id like \"{0}\"")
    @ValueSource(strings = {"", " ", "a b", "a,b", "a\n", "é"})
    void refusesInvalidIds(String id) {
        assertThatThrownBy(() -> AccessKey.permanent(id, SECRET, ALICE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("has a secret, and a security token if it is temporary")
    void refusesEmptySecrets() {
        assertThatThrownBy(() -> AccessKey.permanent("AK1", new char[0], ALICE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessKey.temporary("AK1", SECRET, new char[0], ALICE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccessKey.permanent("a".repeat(129), SECRET, ALICE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("is found by its exact id, which must be unique")
    void isFoundByItsExactId() {
        AccessKey key = AccessKey.permanent("AK1", SECRET, ALICE);

        assertThat(AccessKeys.of(List.of(key)).find("AK1")).isSameAs(key);
        assertThat(AccessKeys.of(List.of(key)).find("ak1")).isNull();
        assertThatThrownBy(() -> AccessKeys.of(List.of(key, AccessKey.permanent("AK1", SECRET, ALICE))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AK1")
                .message()
                .doesNotContain("marker");
    }
}
