package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The architecture between modules")
class ArchitectureTest {
    private static final Set<String> ENTRIES = Set.of(
            // adapters-memory
            "InMemoryInvocationRepository",
            "InMemoryFleet",
            "InMemoryVersionCatalog",
            "InMemoryAgentExecutor",
            "InstancePattern",
            "AgentBehavior",
            // adapters-http
            "AgentMaintenanceApi",
            "AgentMaintenanceServlet",
            "ApiRequest",
            "ApiResponse",
            "RequestHeaders",
            "Action",
            "Caller",
            "Grant",
            "ProjectCaller",
            "Authentication",
            "TokenAuthentication",
            "TokenStore",
            "SignatureAuthentication",
            "AccessKey",
            "AccessKeys",
            "RequestValidator",
            // emulator
            "FleetSetup",
            "ServerDefinition",
            "IamApi",
            "IamDirectory",
            "IssuedTokens");

    private static JavaClasses ours;
    private static JavaClasses samples;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.agentmaintenance");
        samples = new ClassFileImporter().importPackages("io.agentmaintenance.sample");
    }

    static Stream<Named<Function<String, ArchRule>>> rules() {
        return Stream.of(
                Named.of("adapters do not see services", AdapterRules::adaptersDoNotSeeServices),
                Named.of("adapters do not see each other", AdapterRules::adaptersDoNotSeeEachOther),
                Named.of("adapters do not see the emulator", AdapterRules::adaptersDoNotSeeTheEmulator),
                Named.of("nothing sees the server", AdapterRules::nothingSeesTheServer),
                Named.of("only the server knows its engine", AdapterRules::onlyTheServerKnowsItsEngine),
                Named.of(
                        "public types of adapters and emulator are listed",
                        root -> AdapterRules.publicTypesAre(root, ENTRIES)),
                Named.of("packages are null-marked", AdapterRules::packagesAreNullMarked),
                Named.of("packages have no cycles", AdapterRules::packagesHaveNoCycles));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("holds:")
    void holds(Function<String, ArchRule> rule) {
        rule.apply("io.agentmaintenance").check(ours);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("is guarded by a rule that a sample breaks:")
    void bites(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.sample").check(samples))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("is guarded by a rule that does not pass on nothing:")
    void needsClasses(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.nowhere").check(ours))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    @Test
    @DisplayName("is looked at with all modules there")
    void everythingIsThere() {
        for (String module :
                new String[] {"domain", "application.service", "adapter.memory", "adapter.http", "emulator", "server"
                }) {
            assertThat(ours.stream().filter(c -> c.getPackageName().startsWith("io.agentmaintenance." + module)))
                    .as(module)
                    .hasSizeGreaterThan(3);
        }
    }
}
