package io.agentmaintenance.tck;

import static io.agentmaintenance.domain.VersionType.ADVANCE_VERSION;
import static io.agentmaintenance.domain.VersionType.BASIC_VERSION;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link VersionCatalog}. Extend it and implement how the catalogue is created and how its content is
 * changed. A catalogue that offers the same versions in every project may ignore the project.
 */
@DisplayName("A version catalogue:")
public abstract class VersionCatalogContract {
    private static final int MANY = 1000;
    private static final int THREADS = 8;

    /** For subclasses. */
    protected VersionCatalogContract() {}

    /**
     * {@return the catalogue; called once per test}
     */
    protected abstract VersionCatalog catalog();

    /**
     * Replaces the offered versions by the means of the adapter: writes the file, the table or the page.
     *
     * @param project the project
     * @param versions all versions that are offered in it
     */
    protected abstract void offer(ProjectId project, List<OfferedVersion> versions);

    /**
     * Breaks the source of the catalogue, as if the file were unreadable or the page did not answer.
     *
     * @return the action that repairs it, or empty if yours cannot break
     */
    protected Optional<Runnable> breakSource() {
        return Optional.empty();
    }

    @Nested
    @DisplayName("offered")
    class Offered {
        private VersionCatalog catalog;

        // Set before each test.
        @SuppressWarnings("NullAway.Init")
        Offered() {}

        @BeforeEach
        void openCatalog() {
            catalog = catalog();
        }

        @Test
        @DisplayName("has all offered versions, each in its version type, and no others")
        void hasTheOfferedVersions() {
            offer(PROJECT, List.of(basic("2.4.1"), advance("2.4.1.5"), basic("2.7.2")));

            AgentVersions offered = catalog.offered(PROJECT);
            assertThat(offered.contains(version("2.4.1"))).isTrue();
            assertThat(offered.contains(version("2.4.1.5"))).isTrue();
            assertThat(offered.contains(version("2.7.2"))).isTrue();
            assertThat(offered.contains(version("2.4"))).isFalse();
            assertThat(offered.typeOf(version("2.4.1.5"))).isEqualTo(ADVANCE_VERSION);
            assertThat(offered.typeOf(version("2.4.1"))).isEqualTo(BASIC_VERSION);
        }

        @Test
        @DisplayName("has the newest of each version type, whatever the order of the entries")
        void hasTheNewest() {
            offer(PROJECT, List.of(basic("2.10.0"), advance("3.0"), basic("2.9.9"), advance("2.99")));

            AgentVersions offered = catalog.offered(PROJECT);
            assertThat(offered.resolve(VersionWish.any(), BASIC_VERSION)).isEqualTo(version("2.10.0"));
            assertThat(offered.resolve(VersionWish.newest(ADVANCE_VERSION), BASIC_VERSION))
                    .isEqualTo(version("3.0"));
        }

        @Test
        @DisplayName("keeps versions as they are written: 64 characters, upper and lower case, zeros at the end")
        void keepsVersionsAsWritten() {
            String longest = "9.".repeat(31) + "10";
            offer(PROJECT, List.of(basic(longest), basic("2.4.10"), basic("1.0-RC_1")));

            AgentVersions offered = catalog.offered(PROJECT);
            assertThat(offered.contains(version(longest))).isTrue();
            assertThat(offered.contains(version("2.4.10"))).isTrue();
            assertThat(offered.contains(version("2.4.1"))).isFalse();
            assertThat(offered.contains(version("1.0-RC_1"))).isTrue();
            assertThat(offered.contains(version("1.0-rc_1"))).isFalse();
        }

        @Test
        @DisplayName("can have a thousand versions")
        void hasAThousand() {
            List<OfferedVersion> many = versions("2.");
            offer(PROJECT, many);

            AgentVersions offered = catalog.offered(PROJECT);
            assertThat(many).allMatch(entry -> offered.contains(entry.version()));
        }

        @Test
        @DisplayName("shows the current offer: withdrawn versions disappear, new ones appear")
        void showsTheCurrentOffer() {
            offer(PROJECT, List.of(basic("2.4.1"), advance("2.5.0")));
            assertThat(catalog.offered(PROJECT).contains(version("2.5.0"))).isTrue();

            offer(PROJECT, List.of(basic("2.4.1"), basic("2.7.2")));

            AgentVersions offered = catalog.offered(PROJECT);
            assertThat(offered.contains(version("2.7.2"))).isTrue();
            assertThat(offered.contains(version("2.5.0"))).isFalse();
            assertThat(offered.resolve(VersionWish.newest(ADVANCE_VERSION), BASIC_VERSION))
                    .isNull();
        }

        @Test
        @DisplayName("may be empty, and answers for an unknown project")
        void mayBeEmpty() {
            offer(PROJECT, List.of());

            assertThat(catalog.offered(PROJECT).resolve(VersionWish.any(), BASIC_VERSION))
                    .isNull();
            assertThat(catalog.offered(ProjectId.of("z".repeat(64)))).isNotNull();
        }

        @Test
        @DisplayName("while its source is broken, throws PortException or returns the earlier offer, never less")
        void neverTakesABrokenSourceForAnEmptyOne() {
            offer(PROJECT, List.of(basic("2.4.1"), advance("2.5.0")));
            Runnable repair = breakSource().orElse(null);
            Assumptions.assumeTrue(repair != null, "the source cannot be broken");
            try {
                AgentVersions offered = catalog.offered(PROJECT);
                assertThat(offered.contains(version("2.4.1"))).isTrue();
                assertThat(offered.contains(version("2.5.0"))).isTrue();
            } catch (PortException e) {
                // A broken port throws PortException and nothing else.
            } finally {
                repair.run();
            }
            assertThat(catalog.offered(PROJECT).contains(version("2.5.0"))).isTrue();
        }

        @Test
        @DisplayName("returns one whole offer, never a mixture of two, to concurrent readers")
        void returnsOneWholeOffer() {
            List<OfferedVersion> odd = versions("1.");
            List<OfferedVersion> even = versions("2.");
            offer(PROJECT, even);

            boolean whole = Race.readsRightWhile(
                    THREADS - 1,
                    () -> {
                        for (int turn = 0; turn < 20; turn++) {
                            offer(PROJECT, turn % 2 == 0 ? odd : even);
                        }
                    },
                    () -> {
                        AgentVersions offered = catalog.offered(PROJECT);
                        long ofOne = has(offered, odd);
                        return ofOne + has(offered, even) == MANY && ofOne % MANY == 0;
                    });

            assertThat(whole).as("whether every answer is one whole offer").isTrue();
        }
    }

    private static List<OfferedVersion> versions(String prefix) {
        return IntStream.range(0, MANY).mapToObj(i -> basic(prefix + i)).toList();
    }

    private static long has(AgentVersions offered, List<OfferedVersion> versions) {
        return versions.stream()
                .filter(entry -> offered.contains(entry.version()))
                .count();
    }

    private static AgentVersion version(String text) {
        return AgentVersion.of(text);
    }

    private static OfferedVersion basic(String text) {
        return new OfferedVersion(version(text), VersionType.BASIC_VERSION);
    }

    private static OfferedVersion advance(String text) {
        return new OfferedVersion(version(text), VersionType.ADVANCE_VERSION);
    }
}
