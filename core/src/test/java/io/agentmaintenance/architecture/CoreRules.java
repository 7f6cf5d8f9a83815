package io.agentmaintenance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** The rules of the core, each with its reason. A root package stands for ours, or for that of a sample that breaks it. */
final class CoreRules {
    private static final Set<String> SOURCES = Set.of(
            "java.time.Instant.now",
            "java.time.LocalDateTime.now",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.time.Clock.system",
            "java.util.UUID.randomUUID",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Thread.sleep",
            "java.lang.Thread.start",
            "java.lang.Thread.<init>",
            "java.lang.Math.random");

    private CoreRules() {}

    static ArchRule domainIsPure(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".domain..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".domain..", "java..", "io.vavr..", "org.jspecify..")
                .because("what depends on nothing can be tested in a millisecond, and outlives every framework");
    }

    static ArchRule portsSeeTheDomainOnly(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application.port..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(root + ".domain..", "java..", "org.jspecify..")
                        .or(resideInAPackage(root + ".application.port.."))
                        .or(resideInAPackage("jakarta.validation..")))
                .because("a port is written in the words of the domain");
    }

    static ArchRule outboundPortsKnowNoValidation(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".application.port.out..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta.validation..", root + ".application.port.in.."))
                .because("raw input, and the constraints on it, live at the inbound ports and only there");
    }

    static ArchRule servicesAreSeenByTheEntryPointOnly(String root) {
        return noClasses()
                .that(resideInAPackage(root + "..")
                        .and(not(resideInAPackage(root + ".application.service..")))
                        .and(not(com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                ".*\\.AgentMaintenance(\\$Builder)?"))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".application.service..")
                .because("what nobody sees can be changed");
    }

    static ArchRule noTechnology(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".adapter..",
                        "org.hibernate..",
                        "org.slf4j..",
                        "java.util.logging..",
                        "tools.jackson..",
                        "com.fasterxml..",
                        "jakarta.servlet..",
                        "java.net.http..",
                        "java.sql..")
                .because("every technology is an adapter of its own");
    }

    static ArchRule noFunctionalLibraryAtTheEdge(String root) {
        return noClasses()
                .that(resideInAPackage(root + ".application.port..").or(resideInAPackage(root)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vavr..")
                .because("an embedding host must not be forced into a functional library");
    }

    static ArchRule noSourceOfTimeIdsOrThreads(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("take time, ids and threads from outside") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                            String owner = access.getTargetOwner().getName();
                            String called = owner + "." + access.getTarget().getName();
                            boolean source = SOURCES.contains(called)
                                    || owner.startsWith("java.util.concurrent.Executor")
                                    || owner.endsWith("Random");
                            events.add(new SimpleConditionEvent(type, !source, access.getDescription()));
                        }
                        events.add(SimpleConditionEvent.satisfied(type, type.getName()));
                    }
                })
                .because("that makes the fleet scriptable, the tests instant and a simulation deterministic");
    }

    static ArchRule packagesHaveNoCycles(String root) {
        return slices().matching(root + ".(**)").should().beFreeOfCycles().because("a cycle makes one package of two");
    }

    static ArchRule packagesAreNullMarked(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("be in a package that is marked for the null checker") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean marked = type.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false);
                        events.add(new SimpleConditionEvent(type, marked, type.getPackageName()));
                    }
                })
                .because("a null is either meant and written down, or an error of the build");
    }
}
