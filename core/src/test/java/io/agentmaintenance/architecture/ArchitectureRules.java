package io.agentmaintenance.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.BaseStream;
import org.jspecify.annotations.NullMarked;

/**
 * What the module graph cannot say about core, for a root package: that of the product, or that of the samples which break
 * the rules.
 */
enum ArchitectureRules {
    DOMAIN_IS_PURE {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".domain.."))
                    .should()
                    .onlyDependOnClassesThat(
                            resideInAnyPackage("java..", "io.vavr..", "org.jspecify..", root + ".domain.."))
                    .because("the domain has to be readable, testable and reusable without any framework or port");
        }
    },
    PORT_OUT_SEES_DOMAIN_ONLY {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".application.port.out.."))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..", "org.jspecify..", root + ".domain..", root + ".application.port.out.."))
                    .because("who implements a port must not be forced to know anything but the domain");
        }
    },
    PORT_IN_SEES_DOMAIN_AND_CONSTRAINTS_ONLY {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".application.port.in.."))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "jakarta.validation..",
                            root + ".domain..",
                            root + ".application.port.in.."))
                    .because("a caller must not be forced to know anything but the domain and the constraints");
        }
    },
    SERVICES_ARE_SEEN_BY_THE_ENTRY_POINT_ONLY {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".application.service.."))
                    .should()
                    .onlyHaveDependentClassesThat(resideInAnyPackage(root, root + ".application.service.."))
                    .because("callers know the inbound ports; what is behind them may change at any time");
        }
    },
    SERVICES_ARE_PACKAGE_PRIVATE {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".application.service.."))
                    .and()
                    .doNotHaveSimpleName("UseCases")
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .bePackagePrivate()
                    .because("the entry point needs one type of the services; no other code needs any");
        }
    },
    NO_TECHNOLOGY {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that(resideInAPackage(root + ".."))
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(
                                    root + ".adapter..",
                                    "org.hibernate..",
                                    "org.slf4j..",
                                    "org.apache..",
                                    "ch.qos..",
                                    "java.util.logging..",
                                    "tools.jackson..",
                                    "com.fasterxml..",
                                    "com.google..",
                                    "jakarta.json..",
                                    "jakarta.servlet..",
                                    "java.net..",
                                    "java.sql..")
                            .or(assignableTo(System.Logger.class)))
                    .orShould()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .because("technologies come with adapters, and whether and how to log is the host's decision");
        }
    },
    NO_VAVR_IN_PORTS {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that(resideInAnyPackage(root, root + ".application.port.."))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.vavr.."))
                    .because("an embedding host must not be forced into a functional library");
        }
    },
    NO_SOURCE_OF_TIME_IDS_OR_THREADS {
        @Override
        ArchRule under(String root) {
            return noClasses()
                    .that(resideInAPackage(root + ".."))
                    .should()
                    .accessTargetWhere(A_SOURCE)
                    .orShould()
                    .dependOnClassesThat(A_SOURCE_TYPE)
                    .because("time, ids and threads come from outside: that makes every behaviour testable at once");
        }
    },
    NO_CYCLES {
        @Override
        ArchRule under(String root) {
            return slices().assignedFrom(packagesUnder(root))
                    .should()
                    .beFreeOfCycles()
                    .because("packages that need each other are one package with two names");
        }
    },
    EVERY_PACKAGE_IS_NULL_MARKED {
        @Override
        ArchRule under(String root) {
            return classes()
                    .that(resideInAPackage(root + ".."))
                    .should(RESIDE_IN_A_NULL_MARKED_PACKAGE)
                    .because("the null checker looks at marked packages only");
        }
    };

    private static final Set<String> SOURCES = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.lang.Thread.start",
            "java.lang.Thread.startVirtualThread",
            "java.lang.Thread.ofVirtual",
            "java.lang.Thread.ofPlatform",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.TimeUnit.sleep");

    private static final DescribedPredicate<JavaAccess<?>> A_SOURCE =
            describe("is a source of time, ids or threads", access -> isSource(access.getTarget()));

    private static final DescribedPredicate<JavaClass> A_SOURCE_TYPE = describe(
            "are sources of time, randomness or threads",
            // A SecureRandom that the host gives is allowed; making one is a source, see below.
            type -> (type.isAssignableTo(Random.class) && !type.isEquivalentTo(SecureRandom.class))
                    || type.getName().startsWith("java.util.random.")
                    || type.isEquivalentTo(java.util.SplittableRandom.class)
                    || type.isAssignableTo(Date.class)
                    || type.isAssignableTo(Timer.class)
                    || type.isAssignableTo(Executor.class)
                    || type.isEquivalentTo(Executors.class)
                    || type.isAssignableTo(ThreadFactory.class)
                    || type.isAssignableTo(CompletableFuture.class));

    private static final ArchCondition<JavaClass> RESIDE_IN_A_NULL_MARKED_PACKAGE =
            new ArchCondition<>("reside in a package that is @NullMarked") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                    String message = type.getName() + " resides in the package " + type.getPackageName() + ", which is"
                            + (marked ? "" : " not") + " @NullMarked";
                    events.add(new SimpleConditionEvent(type, marked, message));
                }
            };

    /** The rule for all classes under a root package. */
    abstract ArchRule under(String root);

    private static boolean isSource(AccessTarget target) {
        JavaClass owner = target.getOwner();
        String name = target.getName();
        return SOURCES.contains(owner.getName() + "." + name)
                || (owner.isAssignableTo(Temporal.class) && name.equals("now"))
                || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                || (owner.isAssignableTo(Thread.class) && name.equals("<init>"))
                || (owner.isAssignableTo(SecureRandom.class)
                        && (name.equals("<init>") || name.startsWith("getInstance")))
                || (owner.isAssignableTo(Collection.class) && name.equals("parallelStream"))
                || (owner.isAssignableTo(BaseStream.class) && name.equals("parallel"));
    }

    private static SliceAssignment packagesUnder(String root) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = type.getPackageName();
                return name.equals(root) || name.startsWith(root + ".")
                        ? SliceIdentifier.of(name)
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages under " + root;
            }
        };
    }
}
