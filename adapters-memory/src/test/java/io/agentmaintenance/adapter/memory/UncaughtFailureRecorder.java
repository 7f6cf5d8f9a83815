package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Records the failures that reach the default uncaught-exception handler during a test, from any thread. They are not printed. A
 * failure that the test neither takes nor has planned fails the test.
 */
final class UncaughtFailureRecorder implements BeforeEachCallback, AfterEachCallback {
    private final Queue<Throwable> recorded = new ConcurrentLinkedQueue<>();
    private final Predicate<Throwable> planned;
    private Thread.@Nullable UncaughtExceptionHandler before;

    private UncaughtFailureRecorder(Predicate<Throwable> planned) {
        this.planned = planned;
    }

    /** A recorder for tests that take each failure. */
    static UncaughtFailureRecorder ofUnplanned() {
        return new UncaughtFailureRecorder(failure -> false);
    }

    /** A recorder for tests of a contract, which cannot take the failures that its laws plan. */
    static UncaughtFailureRecorder ofUnplanned(Class<? extends Throwable> planned) {
        return new UncaughtFailureRecorder(planned::isInstance);
    }

    /** Removes and returns the failures that were recorded so far. */
    List<Throwable> take() {
        List<Throwable> taken = new ArrayList<>();
        for (Throwable failure = recorded.poll(); failure != null; failure = recorded.poll()) {
            taken.add(failure);
        }
        return taken;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> recorded.add(failure));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Thread.setDefaultUncaughtExceptionHandler(before);
        List<Throwable> unplanned = take();
        unplanned.removeIf(planned);
        assertThat(unplanned)
                .as("uncaught failures that the test does not expect")
                .isEmpty();
    }
}
