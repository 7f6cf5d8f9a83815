package io.agentmaintenance.tck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.platform.commons.annotation.Testable;

/**
 * Checks what an adapter depends on and what it makes public. An adapter runs it as a test:
 *
 * <pre>{@code
 * @Test
 * void keepsTheArchitecture() {
 *     AdapterArchitecture.of(JdbcInvocationRepository.class).check();
 * }
 * }</pre>
 *
 * <p>It reads the classes in the packages of the entry classes and below, from the same directory or jar. Test classes are
 * left out. Immutable.
 */
public final class AdapterArchitecture {
    private static final String CORE = "io.agentmaintenance";
    private static final String[] OPEN_TO_ADAPTERS = {
        CORE, CORE + ".domain", CORE + ".application.port.in", CORE + ".application.port.out"
    };

    private final Set<String> entries;
    private final String[] packages;
    private final JavaClasses classes;

    private AdapterArchitecture(Set<String> entries, Set<String> packages, JavaClasses classes) {
        this.entries = entries;
        this.packages = packages.stream().map(name -> name + "..").toArray(String[]::new);
        this.classes = classes;
    }

    /**
     * Reads the classes of an adapter.
     *
     * @param entry a public class that hosts use to create the adapter
     * @param more further public classes that hosts use
     * @return the rules for this adapter
     */
    public static AdapterArchitecture of(Class<?> entry, Class<?>... more) {
        List<Class<?>> entries =
                Stream.concat(Stream.of(entry), Stream.of(more)).toList();
        Set<String> packages = entries.stream().map(Class::getPackageName).collect(Collectors.toSet());
        String place = placeOf(entry);
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(location -> location.contains(place))
                .importPackages(packages)
                .that(DescribedPredicate.describe("are no tests", type -> !isTest(outermost(type))));
        return new AdapterArchitecture(
                entries.stream().map(Class::getName).collect(Collectors.toSet()), packages, classes);
    }

    /**
     * Checks every rule.
     *
     * @throws AssertionError if a rule is broken, or if there is no class to check; the message names every violation and
     *     the reason of each rule
     */
    public void check() {
        if (classes.isEmpty()) {
            throw new AssertionError("there are no classes in the packages of " + entries);
        }
        List<String> broken = new ArrayList<>();
        for (ArchRule rule : rules()) {
            try {
                rule.check(classes);
            } catch (AssertionError e) {
                broken.add(String.valueOf(e.getMessage()));
            }
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join(System.lineSeparator(), broken));
        }
    }

    private List<ArchRule> rules() {
        return List.of(noServices(), noOtherAdapters(), nothingElseOfOurs(), nothingPublicButEntries(), nullMarked());
    }

    private static ArchRule noServices() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE + ".application.service..")
                .because("the services are internal to core: an adapter uses a port or the entry point");
    }

    private ArchRule noOtherAdapters() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + ".adapter..").and(DescribedPredicate.not(own())))
                .because("an adapter can be replaced alone only if no other adapter depends on it");
    }

    private ArchRule nothingElseOfOurs() {
        DescribedPredicate<JavaClass> closed = resideInAPackage(CORE + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(OPEN_TO_ADAPTERS)))
                .and(DescribedPredicate.not(own()))
                .as("reside in %s but not in domain, ports or entry point", CORE);
        return noClasses()
                .should()
                .dependOnClassesThat(closed)
                .because(
                        "an adapter depends on the domain, the ports and the entry point, and on nothing else of this product");
    }

    private ArchRule nothingPublicButEntries() {
        return classes()
                .that(DescribedPredicate.describe(
                        "are top-level and no entry classes",
                        candidate -> candidate.isTopLevelClass() && !entries.contains(candidate.getName())))
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .because("hosts will use every public class; name a class as entry class if hosts need it");
    }

    private static ArchRule nullMarked() {
        return classes().should(beInANullMarkedPackage()).because("hosts must know which values may be null");
    }

    private static ArchCondition<JavaClass> beInANullMarkedPackage() {
        return new ArchCondition<>("be in a null-marked package") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                boolean marked = item.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(
                        item,
                        marked,
                        item.getDescription() + " is in a package that is " + (marked ? "" : "not ") + "null-marked"));
            }
        };
    }

    private DescribedPredicate<JavaClass> own() {
        return resideInAnyPackage(packages);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(AdapterArchitecture::outermost).orElse(type);
    }

    private static boolean isTest(JavaClass type) {
        return type.getAllMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class))
                || type.getAllRawSuperclasses().stream().anyMatch(resideInAPackage(CORE + ".tck"));
    }

    private static String placeOf(Class<?> entry) {
        CodeSource source = entry.getProtectionDomain().getCodeSource();
        URL place = source == null ? null : source.getLocation();
        if (place == null) {
            throw new IllegalArgumentException("it is not known where " + entry.getName() + " was loaded from");
        }
        return place.getPath();
    }
}
