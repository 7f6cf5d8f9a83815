package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.agentmaintenance.adapter.dbscheduler.RecurringWork;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutorBuilder;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.adapter.micrometer.InvocationMetrics;
import io.agentmaintenance.adapter.micrometer.MaintenanceGauges;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.tck.AdapterArchitecture;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Architecture between modules:")
class ArchitectureTest {
    private static final Set<String> EMULATOR_ENTRIES =
            Set.of("FleetSetup", "ServerDefinition", "IamApi", "IamDirectory", "IssuedTokens");

    private static JavaClasses ours;
    private static JavaClasses samples;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.agentmaintenance");
        samples = new ClassFileImporter().importPackages("io.agentmaintenance.sample");
    }

    static Stream<Named<AdapterArchitecture>> adapters() {
        return Stream.of(
                Named.of(
                        "adapters-memory",
                        AdapterArchitecture.of(
                                InMemoryInvocationRepository.class,
                                InMemoryFleet.class,
                                InMemoryVersionCatalog.class,
                                InMemoryAgentExecutor.class,
                                InstancePattern.class,
                                AgentBehavior.class)),
                Named.of(
                        "adapters-postgresql",
                        AdapterArchitecture.of(PostgresStore.class, PostgresStore.Builder.class)),
                Named.of("adapters-sqlite", AdapterArchitecture.of(SqliteStore.class)),
                Named.of(
                        "adapters-db-scheduler",
                        AdapterArchitecture.of(
                                ScheduledAgentExecutor.class,
                                ScheduledAgentExecutorBuilder.class,
                                RecurringWork.class)),
                Named.of(
                        "adapters-micrometer",
                        AdapterArchitecture.of(InvocationMetrics.class, MaintenanceGauges.class)));
    }

    static Stream<Named<Function<String, ArchRule>>> rules() {
        return Stream.of(
                Named.of("adapters do not depend on the emulator", AdapterRules::adaptersDoNotDependOnTheEmulator),
                Named.of("nothing depends on the server", AdapterRules::nothingDependsOnTheServer),
                Named.of("only the server depends on its engine", AdapterRules::onlyTheServerDependsOnItsEngine),
                Named.of(
                        "public types of the emulator are listed",
                        root -> AdapterRules.publicTypesOfTheEmulatorAre(root, EMULATOR_ENTRIES)),
                Named.of("packages are null-marked", AdapterRules::packagesAreNullMarked),
                Named.of("packages have no cycles", AdapterRules::packagesHaveNoCycles));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("adapters")
    @DisplayName("each adapter keeps the rules of the contract kit:")
    void adaptersKeepTheRulesOfTheKit(AdapterArchitecture adapter) {
        adapter.check();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("the product keeps the rule:")
    void productKeepsTheRule(Function<String, ArchRule> rule) {
        rule.apply("io.agentmaintenance").check(ours);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("the rule reports a sample that breaks it:")
    void ruleReportsTheSample(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.sample").check(samples))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Architecture Violation");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    @DisplayName("the rule fails if there are no classes to check:")
    void ruleFailsWithoutClasses(Function<String, ArchRule> rule) {
        assertThatThrownBy(() -> rule.apply("io.agentmaintenance.nowhere").check(ours))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("failed to check any classes");
    }

    @Test
    @DisplayName("the classes of all modules are checked")
    void checksAllModules() {
        for (String module : new String[] {
            "domain",
            "application.service",
            "adapter.memory",
            "adapter.postgresql",
            "adapter.sqlite",
            "adapter.dbscheduler",
            "adapter.micrometer",
            "adapter.http",
            "emulator",
            "server"
        }) {
            assertThat(ours.stream().filter(c -> c.getPackageName().startsWith("io.agentmaintenance." + module)))
                    .as(module)
                    .hasSizeGreaterThan(3);
        }
    }
}
