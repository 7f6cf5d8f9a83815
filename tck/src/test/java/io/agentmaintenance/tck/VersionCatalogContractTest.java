package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the version catalogue")
class VersionCatalogContractTest {
    static List<Mutant<Supplier<PlainCatalog>>> mutants() {
        return List.of(
                mutant("hasTheOfferedVersions", "puts all versions into the basic line", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        super.offer(
                                project,
                                versions.stream()
                                        .map(entry -> new OfferedVersion(entry.version(), VersionType.BASIC_VERSION))
                                        .toList());
                    }
                }),
                mutant("hasTheNewest", "keeps only the last version in text order", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        super.offer(
                                project,
                                versions.stream()
                                        .filter(entry -> versions.stream()
                                                .noneMatch(other -> other.type() == entry.type()
                                                        && other.version()
                                                                        .value()
                                                                        .compareTo(entry.version()
                                                                                .value())
                                                                > 0))
                                        .toList());
                    }
                }),
                mutant("keepsVersionsAsWritten", "writes versions in lower case", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        super.offer(
                                project,
                                versions.stream()
                                        .map(entry -> new OfferedVersion(
                                                AgentVersion.of(
                                                        entry.version().value().toLowerCase(Locale.ROOT)),
                                                entry.type()))
                                        .toList());
                    }
                }),
                mutant("hasAThousand", "keeps at most 100 versions", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        super.offer(project, versions.stream().limit(100).toList());
                    }
                }),
                mutant("showsTheCurrentOffer", "never forgets a version", () -> new PlainCatalog() {
                    private final List<OfferedVersion> all = new ArrayList<>();

                    @Override
                    synchronized void offer(ProjectId project, List<OfferedVersion> versions) {
                        all.addAll(versions);
                        super.offer(project, all);
                    }
                }),
                mutant("showsTheCurrentOffer", "reads its source once", () -> new PlainCatalog() {
                    private final Map<ProjectId, AgentVersions> cache = new ConcurrentHashMap<>();

                    @Override
                    public AgentVersions offered(ProjectId project) {
                        return cache.computeIfAbsent(project, super::offered);
                    }
                }),
                mutant("mayBeEmpty", "fails for an unknown project", () -> new PlainCatalog() {
                    @Override
                    public AgentVersions offered(ProjectId project) {
                        return super.knows(project) ? super.offered(project) : null;
                    }
                }),
                mutant("returnsOneWholeOffer", "writes an offer in two steps", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        super.offer(project, versions.subList(0, versions.size() / 2));
                        LockSupport.parkNanos(2_000_000);
                        super.offer(project, versions);
                    }
                }),
                mutant("returnsOneWholeOffer", "cannot be changed during a read", () -> new PlainCatalog() {
                    @Override
                    void offer(ProjectId project, List<OfferedVersion> versions) {
                        if (knows(project)) {
                            throw new IllegalStateException("locked");
                        }
                        super.offer(project, versions);
                    }
                }),
                mutant(
                        "neverTakesABrokenSourceForAnEmptyOne",
                        "offers nothing while its source is broken",
                        () -> new PlainCatalog() {
                            @Override
                            public AgentVersions offered(ProjectId project) {
                                return isBroken() ? AgentVersions.of(List.of()) : super.offered(project);
                            }
                        }));
    }

    @AfterEach
    void restoreTheCorrectOne() {
        CatalogOnTrial.trial = PlainCatalog::new;
    }

    @Test
    @DisplayName("accepts a correct catalogue, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(CatalogOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Supplier<PlainCatalog>> mutant) {
        CatalogOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(CatalogOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(CatalogOnTrial.class, mutants());
    }

    private static Mutant<Supplier<PlainCatalog>> mutant(String law, String flaw, Supplier<PlainCatalog> broken) {
        return new Mutant<>("Offered." + law, flaw, broken);
    }

    /** A correct catalogue over one map. */
    static class PlainCatalog implements VersionCatalog {
        private final Map<ProjectId, AgentVersions> offered = new ConcurrentHashMap<>();
        private volatile boolean broken;

        @Override
        public AgentVersions offered(ProjectId project) {
            if (broken) {
                throw new PortException("the page is down", null);
            }
            return offered.getOrDefault(project, AgentVersions.of(List.of()));
        }

        void offer(ProjectId project, List<OfferedVersion> versions) {
            offered.put(project, AgentVersions.of(versions));
        }

        final void broken(boolean to) {
            broken = to;
        }

        final boolean isBroken() {
            return broken;
        }

        final boolean knows(ProjectId project) {
            return offered.containsKey(project);
        }
    }

    static class CatalogOnTrial extends VersionCatalogContract {
        static volatile Supplier<PlainCatalog> trial = PlainCatalog::new;

        private final PlainCatalog made = trial.get();

        @Override
        protected VersionCatalog catalog() {
            return made;
        }

        @Override
        protected void offer(ProjectId project, List<OfferedVersion> versions) {
            made.offer(project, versions);
        }

        @Override
        protected Optional<Runnable> breakSource() {
            made.broken(true);
            return Optional.of(() -> made.broken(false));
        }
    }
}
