package io.agentmaintenance.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.agentmaintenance.application.port.out.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract as a build tool does, and returns the outcome of each law. A law is named {@code Nested.method}. */
final class ContractRun {
    private ContractRun() {}

    /**
     * The outcome of one law.
     *
     * @param law its name
     * @param sentence its display name
     * @param result its result
     * @param uncaught the failures that reached the default uncaught-exception handler meanwhile; they are not printed
     */
    record Outcome(String law, String sentence, TestExecutionResult result, List<Throwable> uncaught) {
        /** Whether the law passed, and nothing but planned failures of ports was uncaught. */
        boolean isPassed() {
            return result.getStatus() == TestExecutionResult.Status.SUCCESSFUL
                    && uncaught.stream().allMatch(PortException.class::isInstance);
        }

        boolean isFailed() {
            return result.getStatus() == TestExecutionResult.Status.FAILED;
        }

        boolean isSkipped() {
            return result.getStatus() == TestExecutionResult.Status.ABORTED;
        }
    }

    /** The outcomes of all laws. */
    static List<Outcome> of(Class<?> contract) {
        return run(contract, law -> true);
    }

    /** The outcome of one law. */
    static Outcome of(Class<?> contract, String law) {
        List<Outcome> outcomes = run(contract, law::equals);
        if (outcomes.size() != 1) {
            throw new AssertionError("there is no law " + law + " among " + laws(contract));
        }
        return outcomes.get(0);
    }

    /** The names of all laws. */
    static Set<String> laws(Class<?> contract) {
        TestPlan plan = LauncherFactory.create().discover(request(contract, law -> true));
        Set<String> laws = new TreeSet<>();
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).forEach(test -> law(test.getSource()).ifPresent(laws::add));
        }
        return laws;
    }

    private static List<Outcome> run(Class<?> contract, Predicate<String> wanted) {
        List<Outcome> outcomes = new ArrayList<>();
        Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            LauncherFactory.create().execute(request(contract, wanted), new TestExecutionListener() {
                @Override
                public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                    if (test.isTest()) {
                        String law = law(test.getSource()).orElseThrow();
                        outcomes.add(new Outcome(law, test.getDisplayName(), result, List.copyOf(uncaught)));
                        uncaught.clear();
                    }
                }
            });
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        return outcomes;
    }

    private static LauncherDiscoveryRequest request(Class<?> contract, Predicate<String> wanted) {
        PostDiscoveryFilter byLaw = test -> FilterResult.includedIf(
                !test.isTest() || law(test.getSource()).filter(wanted).isPresent());
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(contract))
                .filters(byLaw)
                .build();
    }

    private static Optional<String> law(Optional<TestSource> source) {
        return source.filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName());
    }
}
