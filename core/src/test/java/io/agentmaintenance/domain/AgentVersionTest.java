package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The order of versions")
class AgentVersionTest {
    @ParameterizedTest(name = "{0} comes before {1}")
    @CsvSource({
        "2.4.1, 2.7.1",
        "2.9, 2.10",
        "2.7.2, 2.7.2.1",
        "2, 2.0.0.1",
        "1.9.9, 2",
        "2.7-1, 2.7-2",
        "2_9, 2_10",
        "2.99999999999999999998, 2.99999999999999999999",
        "2.99999999999999999999, 2.100000000000000000000",
        "2.7.rc, 2.7.1",
        "2.7-rc1, 2.7",
        "2.7.alpha, 2.7.beta",
        "2.7.1a, 2.7.10",
        "2.7.1a, 2.7.9",
        "2.7.RC, 2.7.rc",
        "2.7.rc, 2.7.0",
        "2.7.rc, 2.7.9",
    })
    void order(String older, String newer) {
        assertThat(AgentVersion.of(newer).isNewerThan(AgentVersion.of(older))).isTrue();
        assertThat(AgentVersion.of(older).isNewerThan(AgentVersion.of(newer))).isFalse();
    }

    @ParameterizedTest(name = "{0} and {1} are neither newer than the other")
    @CsvSource({"2.4, 2.4", "2.4, 2.4.0", "2.4.0.0, 2.4", "2.04, 2.4", "2.000, 2.0", "2-4, 2.4", "2..4, 2.0.4", "2., 2"
    })
    void neither(String one, String other) {
        assertThat(AgentVersion.of(one).isNewerThan(AgentVersion.of(other))).isFalse();
        assertThat(AgentVersion.of(other).isNewerThan(AgentVersion.of(one))).isFalse();
    }

    @Test
    @DisplayName("is an order for random versions: never both ways, and nothing goes round in a circle")
    void isAnOrder() {
        List<AgentVersion> versions = random(new SplittableRandom(20261123), 60);
        for (AgentVersion a : versions) {
            for (AgentVersion b : versions) {
                boolean newer = a.isNewerThan(b);
                assertThat(newer && b.isNewerThan(a)).as("%s and %s", a, b).isFalse();
                for (AgentVersion c : versions) {
                    if (!newer && !b.isNewerThan(c)) {
                        assertThat(a.isNewerThan(c))
                                .as("%s is not newer than %s, nor that than %s", a, b, c)
                                .isFalse();
                    }
                }
            }
        }
    }

    // Few characters, so that equal prefixes, empty parts and mixed parts are common.
    private static List<AgentVersion> random(SplittableRandom random, int count) {
        String alphabet = "0019aB.-_.";
        List<AgentVersion> versions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(1 + i % 8);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            versions.add(AgentVersion.of(text.toString()));
        }
        return versions;
    }
}
