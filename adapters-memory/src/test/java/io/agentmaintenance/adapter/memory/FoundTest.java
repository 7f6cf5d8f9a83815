package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InstanceId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What was found")
class FoundTest {
    @ParameterizedTest(name = "of {0} keys")
    @ValueSource(ints = {0, 1, 2, 3, 63, 64, 100, 127, 128, 2000})
    @DisplayName("is a map like any other, as full as it may be")
    void likeAnyOther(int keys) {
        Found<InstanceId, String> found = new Found<>(keys);
        Map<InstanceId, String> other = new HashMap<>();
        for (int i = 0; i < keys; i++) {
            found.add(InstanceId.of("s-" + i), "server " + i);
            other.put(InstanceId.of("s-" + i), "server " + i);
        }

        assertThat(found).isEqualTo(other).hasSize(keys).containsAllEntriesOf(other);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(other.keySet());
        other.forEach((key, value) -> assertThat(found.get(key)).isEqualTo(value));
        assertThat(found.get(InstanceId.of("t"))).isNull();
        assertThat(found.containsKey(InstanceId.of("t"))).isFalse();
    }

    @ParameterizedTest(name = "in a map for {0}")
    @ValueSource(ints = {2, 3, 100})
    @DisplayName("tells keys of one hash apart, and counts one that comes again once")
    void oneHash(int most) {
        // Texts of equal hashes, as "Aa" and "BB" have.
        Found<InstanceId, Integer> found = new Found<>(most);
        found.add(InstanceId.of("Aa"), 1);
        found.add(InstanceId.of("BB"), 2);
        found.add(InstanceId.of("Aa"), 1);

        assertThat(found).hasSize(2).containsEntry(InstanceId.of("Aa"), 1).containsEntry(InstanceId.of("BB"), 2);
    }
}
