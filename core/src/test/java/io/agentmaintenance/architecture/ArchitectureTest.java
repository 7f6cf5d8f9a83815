package io.agentmaintenance.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The architecture of the core")
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.agentmaintenance");
    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages("io.agentmaintenance.sample");

    static Stream<Named<Function<String, ArchRule>>> rules() {
        return Stream.of(
                Named.of("the domain is pure", CoreRules::domainIsPure),
                Named.of("ports see the domain only", CoreRules::portsSeeTheDomainOnly),
                Named.of("outbound ports know no validation", CoreRules::outboundPortsKnowNoValidation),
                Named.of("services are seen by the entry point only", CoreRules::servicesAreSeenByTheEntryPointOnly),
                Named.of("no technology", CoreRules::noTechnology),
                Named.of("no functional library at the edge", CoreRules::noFunctionalLibraryAtTheEdge),
                Named.of("no source of time, ids or threads", CoreRules::noSourceOfTimeIdsOrThreads),
                Named.of("packages have no cycles", CoreRules::packagesHaveNoCycles),
                Named.of("packages are null-marked", CoreRules::packagesAreNullMarked));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("holds:")
    void holds(Function<String, ArchRule> rule) {
        rule.apply("io.agentmaintenance").check(OURS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("is guarded by a rule that a sample breaks:")
    void bites(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.sample").check(SAMPLES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("is guarded by a rule that does not pass on nothing:")
    void needsClasses(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.nowhere").check(OURS))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }
}
