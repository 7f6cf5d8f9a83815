package io.agentmaintenance.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Architecture of core:")
class ArchitectureTest {
    private static final String ROOT = "io.agentmaintenance";
    private static final String SAMPLE = "io.agentmaintenance.architecture.sample";
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages(SAMPLE);

    @ParameterizedTest
    @EnumSource
    @DisplayName("core keeps the rule")
    void coreKeepsTheRule(ArchitectureRules rule) {
        rule.under(ROOT).check(CORE);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("the rule fails if there are no classes to check")
    void ruleFailsWithoutClasses(ArchitectureRules rule) {
        JavaClasses nothing = new ClassFileImporter().importClasses();

        assertThatThrownBy(() -> rule.under(ROOT).check(nothing)).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("all packages of core are checked, and no test")
    void checksAllPackagesOfCore() {
        assertThat(CORE.stream().map(type -> type.getPackageName()).distinct())
                .containsExactlyInAnyOrder(
                        ROOT,
                        ROOT + ".domain",
                        ROOT + ".application.port.in",
                        ROOT + ".application.port.out",
                        ROOT + ".application.service");
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                broken(ArchitectureRules.DOMAIN_IS_PURE, "DomainWithConstraint", "DomainSeesService"),
                broken(ArchitectureRules.PORT_OUT_SEES_DOMAIN_ONLY, "PortOutSeesPortIn", "PortOutWithVavr"),
                broken(ArchitectureRules.PORT_IN_SEES_DOMAIN_AND_CONSTRAINTS_ONLY, "PortInSeesPortOut"),
                broken(ArchitectureRules.SERVICES_ARE_SEEN_BY_THE_ENTRY_POINT_ONLY, "DomainSeesService"),
                broken(ArchitectureRules.SERVICES_ARE_PACKAGE_PRIVATE, "PublicService"),
                broken(
                        ArchitectureRules.NO_TECHNOLOGY,
                        "SomeAdapter",
                        "ParameterMessageInterpolator",
                        "java.lang.System$Logger",
                        "java.lang.System.out"),
                broken(ArchitectureRules.NO_VAVR_IN_PORTS, "PortOutWithVavr", "EntryPointWithVavr"),
                broken(
                        ArchitectureRules.NO_SOURCE_OF_TIME_IDS_OR_THREADS,
                        "java.time.Instant.now()",
                        "references method <java.time.Instant.now()>",
                        "java.time.ZonedDateTime.now(",
                        "java.time.Clock.systemUTC()",
                        "java.lang.System.currentTimeMillis()",
                        "java.lang.System.nanoTime()",
                        "java.util.UUID.randomUUID()",
                        "java.util.Random",
                        "java.security.SecureRandom.<init>()",
                        "java.util.concurrent.ThreadLocalRandom",
                        "java.util.SplittableRandom",
                        "java.lang.Math.random()",
                        "java.lang.Thread.sleep(",
                        "java.lang.Thread.start()",
                        "java.lang.Thread.<init>(",
                        "java.util.concurrent.Executors",
                        "java.util.concurrent.CompletableFuture",
                        "java.util.Timer",
                        "parallelStream()",
                        "Stream.parallel()"),
                broken(
                        ArchitectureRules.NO_CYCLES,
                        SAMPLE + ".domain",
                        SAMPLE + ".application.service",
                        "DomainSeesService"),
                broken(ArchitectureRules.EVERY_PACKAGE_IS_NULL_MARKED, SAMPLE + ".domain, which is not @NullMarked"));
    }

    @Test
    @DisplayName("each rule has a sample that breaks it")
    void everyRuleHasSample() {
        assertThat(samples().map(row -> row.get()[0])).containsExactlyInAnyOrder((Object[]) ArchitectureRules.values());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    @DisplayName("the rule reports its sample, with the culprits and the reason")
    void ruleReportsTheSample(ArchitectureRules rule, List<String> culprits) {
        assertThatThrownBy(() -> rule.under(SAMPLE).check(SAMPLES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("because")
                .hasMessageContainingAll(culprits.toArray(CharSequence[]::new));
    }

    @Test
    @DisplayName("the rule about time, ids and threads does not report a sample that keeps it")
    void ruleIgnoresInnocentSamples() {
        assertThatThrownBy(() -> ArchitectureRules.NO_SOURCE_OF_TIME_IDS_OR_THREADS
                        .under(SAMPLE)
                        .check(SAMPLES))
                .hasMessageNotContaining("Patient");
    }

    private static Arguments broken(ArchitectureRules rule, String... culprits) {
        return Arguments.of(rule, List.of(culprits));
    }
}
