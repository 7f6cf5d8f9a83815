package io.agentmaintenance.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules between modules, each with its reason. The root package is that of the product, or of a sample that breaks them. */
final class AdapterRules {
    private AdapterRules() {}

    static ArchRule adaptersDoNotDependOnTheEmulator(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".emulator..")
                .because(
                        "the emulator composes adapters, and a host that embeds an adapter must not get a password server");
    }

    static ArchRule nothingDependsOnTheServer(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".server.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".server..")
                .because("the composition root depends on all modules, and no module depends on it");
    }

    static ArchRule onlyTheServerDependsOnItsEngine(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..").and(not(resideInAPackage(root + ".server.."))))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.eclipse.jetty..", "picocli..", "org.snakeyaml..", "ch.qos.logback.."))
                .because("a host that embeds the library has its own engine, command line, configuration and log");
    }

    static ArchRule publicTypesOfTheEmulatorAre(String root, Set<String> entries) {
        return classes()
                .that()
                .resideInAPackage(root + ".emulator..")
                .and()
                .areTopLevelClasses()
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .should(new ArchCondition<>("be one of the entry classes") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        events.add(new SimpleConditionEvent(
                                type, entries.contains(type.getSimpleName()), type.getName() + " is public"));
                    }
                })
                .because("what is public is promised, so it is promised on purpose");
    }

    static ArchRule packagesAreNullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("be in a null-marked package") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                        events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
                    }
                })
                .because("the build checks null values only in null-marked packages");
    }

    static ArchRule packagesHaveNoCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages in a cycle cannot be understood or changed alone");
    }
}
