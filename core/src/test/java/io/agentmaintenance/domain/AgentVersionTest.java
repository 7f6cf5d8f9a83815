package io.agentmaintenance.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "2.7.rc, 2.7.0",
        "2.7.rc, 2.7.9",
        "2.7.5.1, 2.7.5.1-hotfix1",
        "2.7.5.1, 2.7.5.1_HF2",
        "2.7.5.1, 2.7.5.1.p1",
        "2.7.5.1, 2.7.5.1-build77",
        "2.7.5.1, 2.7.5.1a",
        "2.7.5.1-hotfix1, 2.7.5.2",
        "2.7.5.1-hotfix1, 2.7.5.1.0.1",
        "2.7.5.1-hotfix2, 2.7.5.1-hotfix10",
        "2.7.5.1-rc1, 2.7.5.1-hotfix1",
        "2.7.5.1-rc1, 2.7.5.1-rc1-hotfix1",
        "2.7.5.1-rc2, 2.7.5.1-rc10",
        "2.7.5.1-rc, 2.7.5.1-rc1",
        "2.7.5.0, 2.7.5.1rc1",
        "2.7.0-rc1, 2.7",
        "2.7-SNAPSHOT, 2.7.0",
        "dev, 0",
        "0, build",
    })
    void isNewer(String older, String newer) {
        assertThat(AgentVersion.of(newer).isNewerThan(AgentVersion.of(older))).isTrue();
        assertThat(AgentVersion.of(older).isNewerThan(AgentVersion.of(newer))).isFalse();
    }

    @ParameterizedTest(name = "2.7.5.1{0} is older than 2.7.5.1")
    @ValueSource(
            strings = {
                "-alpha",
                "-beta",
                "-m",
                "-milestone",
                "-rc",
                "-pre",
                "-dev",
                "-snapshot",
                ".RC1",
                "_Beta2",
                "-M3",
                "rc1",
                "-rc.1",
                ".pre-7",
                "-SNAPSHOT",
                "-dev20261123"
            })
    void areOlderWithASuffixForAPreRelease(String suffix) {
        AgentVersion release = AgentVersion.of("2.7.5.1");
        AgentVersion before = AgentVersion.of("2.7.5.1" + suffix);

        assertThat(release.isNewerThan(before)).isTrue();
        assertThat(before.isNewerThan(release)).isFalse();
        assertThat(before.isNewerThan(AgentVersion.of("2.7.5.0.9"))).isTrue();
    }

    @ParameterizedTest(name = "2.7.5.1{0} is newer than 2.7.5.1")
    @ValueSource(strings = {"-ga", "-final", "-sp1", "-r2", ".x", "-rcx", "-hf", "-mm", "_patch-3", "-prerelease"})
    void areNewerWithAnyOtherSuffix(String suffix) {
        AgentVersion release = AgentVersion.of("2.7.5.1");
        AgentVersion after = AgentVersion.of("2.7.5.1" + suffix);

        assertThat(after.isNewerThan(release)).isTrue();
        assertThat(release.isNewerThan(after)).isFalse();
        assertThat(AgentVersion.of("2.7.5.1.0.1").isNewerThan(after)).isTrue();
    }

    @ParameterizedTest(name = "{0} and {1} are neither newer than the other")
    @CsvSource({
        "2.7.RC, 2.7.rc",
        "2.7-m1, 2.7-milestone1",
        "2.7-rc1, 2.7.0_rc.1",
        "2.7-hotfix1, 2.7.0-HOTFIX.1",
        "2.4, 2.4",
        "2.4, 2.4.0",
        "2.4.0.0, 2.4",
        "2.04, 2.4",
        "2.000, 2.0",
        "2-4, 2.4",
        "2..4, 2.0.4",
        "2., 2"
    })
    void areNeitherNewer(String one, String other) {
        assertThat(AgentVersion.of(one).isNewerThan(AgentVersion.of(other))).isFalse();
        assertThat(AgentVersion.of(other).isNewerThan(AgentVersion.of(one))).isFalse();
    }

    @Test
    @DisplayName("is total, transitive and antisymmetric for random versions")
    void isATotalOrder() {
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
        String alphabet = "0019aBmM.-_.";
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
